import { hash } from 'node:crypto';

/** What somebody is to the hub, from the most to the least. */
export enum Role {
  /** Everything, everywhere. */
  ADMINISTRATOR = 'ADMINISTRATOR',
  /** One or more départements, and everything in them. */
  ANALYST = 'ANALYST',
  /** Loads for its own territories and reads them in full, and no others; of wider ones, indicators as they are published. */
  CONTRIBUTOR = 'CONTRIBUTOR',
  /** Named data sets and territories; masked figures. */
  PARTNER = 'PARTNER',
  /** Published aggregates. */
  READER = 'READER',
}

/** Roles from the most to the least. */
export const roles = Object.values(Role);

/** Who asks, and what decides what is seen. */
export interface Viewer {
  /** What the hub calls it where it says who did something; no part of its rights. */
  readonly name: string;
  readonly role: Role;
  /** Ids such as `department:49`, sorted. Empty: everywhere for an administrator, nowhere of its own for anybody else. */
  readonly territories: readonly string[];
  /** Values of `DatasetName`, sorted; null: all of them. */
  readonly datasets: readonly string[] | null;
  /** Id of the key of the hub that they sent; null without one. No part of their rights. */
  readonly keyId: string | null;
  /** A digest of all that decides what is seen, and of nothing else: two viewers of equal rights get the same answers. */
  readonly rights: string;
}

/** Rights that somebody was given. */
export interface Granted {
  readonly name: string;
  readonly role: Role;
  readonly territories?: readonly string[];
  readonly datasets?: readonly string[] | null;
  readonly keyId?: string | null;
}

/** The viewer of some rights, whatever the order in which they are told. */
export function viewerOf({ name, role, territories = [], datasets = null, keyId = null }: Granted): Viewer {
  const places = [...new Set(territories)].toSorted();
  const sets = datasets && [...new Set(datasets)].toSorted();
  const rights = hash('sha256', JSON.stringify([role, places, sets]), 'base64url');
  return { name, role, territories: places, datasets: sets, keyId, rights };
}

/** Whoever reaches a hub without access control. */
export const openViewer: Viewer = viewerOf({ name: 'accès libre', role: Role.ADMINISTRATOR });
