/** A request to a hub, the same whether it is this process or another one. */
export interface HubRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'file'; readonly path: string };
}

/** A hub at the other end, near or far. */
export interface Transport {
  readonly send: (request: HubRequest) => Promise<Response>;
  readonly close: () => Promise<void>;
}
