/**
 * Whether an answer holds for everyone who asks the same, until the base changes. It does unless a field of it says otherwise;
 * one that is not a whole answer to a query never does.
 */
export interface Keeping {
  isKept: boolean;
  /** True when a field of it follows from the clock, or from what this process is doing. */
  isPassing: boolean;
  isWriting: boolean;
}

export const newKeeping = (): Keeping => ({ isKept: false, isPassing: false, isWriting: false });

/** To be called by what follows from anything but the base, the day and the question. */
export function passing({ keeping }: { readonly keeping: Keeping }): void {
  keeping.isPassing = true;
}
