import type { MigrationObject } from '@mikro-orm/core';
import { Initial20261123 } from './20261123-initial.js';

/** Every migration, oldest first. A migration that has landed is never edited: the next change is a new one. */
export const migrations: readonly MigrationObject[] = [{ name: '20261123-initial', class: Initial20261123 }];
