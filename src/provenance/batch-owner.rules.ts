import { openViewer, Role, type Viewer } from '../viewer.js';

/** Whose a batch is, if not everybody's who may undo all of them. */
export interface BatchOwner {
  /** Digest of rights: what one loaded, another of the same role and territories may undo. */
  readonly rights: string;
  /** Keys of the territories that its loader had. */
  readonly territories: readonly string[];
}

/** In whose name a batch is loaded or undone. */
export interface Signature {
  readonly author: string;
  /** Who the author says it is for; null when nobody is named beside the author. */
  readonly onBehalfOf: string | null;
  readonly owner: BatchOwner | null;
}

/** Does the hub know by itself who this is? Else it is who they say. */
export const isNamed = (viewer: Viewer): boolean => viewer !== openViewer;

/**
 * The signature of a viewer: the name of their key or account, beside which the one that they type is kept.
 *
 * @param typed what they say that their name is; not null for one whom the hub does not know
 */
export function signatureOf(viewer: Viewer, typed: string | null): Signature {
  const { name, role, rights, territories } = viewer;
  const owner = role === Role.ADMINISTRATOR ? null : { rights, territories };
  if (!isNamed(viewer)) return { author: typed ?? name, onBehalfOf: null, owner };
  return { author: name, onBehalfOf: typed === name ? null : typed, owner };
}

/** Is a batch, or a load, of this viewer? An administrator has everybody's. */
export const isOwn = ({ role, rights }: Viewer, owner: Pick<BatchOwner, 'rights'> | null): boolean =>
  role === Role.ADMINISTRATOR || owner?.rights === rights;
