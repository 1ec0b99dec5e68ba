/** How grave a remark is: an ERROR stops a load that takes all or nothing, the others do not. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

export interface Details {
  /** Header of the column, as the file writes it. */
  readonly column: string;
  readonly value: string;
  readonly detail: string;
}

export interface Entry {
  readonly severity: Severity;
  /** True when the row is not loaded. A warning may reject too: the row is right, but is not for the hub. */
  readonly rejects: boolean;
  readonly say: (details: Details) => string;
}

export const error = (say: Entry['say']): Entry => ({ severity: 'ERROR', rejects: true, say });
/** Of the file, a sheet or a header: it refuses the load, and no row in particular. */
export const ofFile = (say: Entry['say']): Entry => ({ severity: 'ERROR', rejects: false, say });
export const warning = (say: Entry['say']): Entry => ({ severity: 'WARNING', rejects: false, say });
export const info = (say: Entry['say']): Entry => ({ severity: 'INFO', rejects: false, say });
/** Rows that are not for the hub, and are right not to be loaded. */
export const leftOut = (severity: Severity, say: Entry['say']): Entry => ({ severity, rejects: true, say });
