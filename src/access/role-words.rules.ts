import { Role } from '../viewer.js';

/** One French word for each role, as it is typed at a command line and read in the documents. */
export const roleWords: Readonly<Record<Role, string>> = {
  [Role.ADMINISTRATOR]: 'administrateur',
  [Role.ANALYST]: 'analyste',
  [Role.CONTRIBUTOR]: 'contributeur',
  [Role.PARTNER]: 'partenaire',
  [Role.READER]: 'lecteur',
};
