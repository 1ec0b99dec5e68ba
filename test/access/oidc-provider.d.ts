/** The provider that tests run says nothing of its types. */
declare module 'oidc-provider' {
  // biome-ignore lint/style/noDefaultExport: that is how it comes
  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: unknown, response: unknown) => void;
  }
}
