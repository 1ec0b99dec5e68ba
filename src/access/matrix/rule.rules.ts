import { Role } from '../../viewer.js';

/** What a role may do with a field. */
export enum Cell {
  ALLOWED = 'ALLOWED',
  /** For its own territories; the others do not exist for it, but for published indicators of wider ones. */
  OWN = 'OWN',
  /** In its reach, as far as it is published to it: see `src/config/secrecy.ts`. */
  MASKED = 'MASKED',
  /** The field does not exist for it. */
  DENIED = 'DENIED',
}

const { ALLOWED, OWN, MASKED, DENIED } = Cell;

/** What a rule is about, in the French of the documents, and what each role may do with it. */
interface Rule {
  readonly about: string;
  readonly cells: Readonly<Record<Role, Cell>>;
}

/** The cells of a rule, from the administrator to the reader. */
const cells = (
  ...[administrator, analyst, contributor, partner, reader]: readonly [Cell, Cell, Cell, Cell, Cell]
) => ({
  [Role.ADMINISTRATOR]: administrator,
  [Role.ANALYST]: analyst,
  [Role.CONTRIBUTOR]: contributor,
  [Role.PARTNER]: partner,
  [Role.READER]: reader,
});

/** The table of rights. Every field of the API is under one of these rules: see the files of this folder. */
export const rules = {
  REFERENCE: {
    about: 'Territoires, nomenclatures, ce que le hub est et sait faire',
    cells: cells(ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED),
  },
  FIGURE: { about: 'Chiffres agrégés', cells: cells(ALLOWED, ALLOWED, OWN, MASKED, MASKED) },
  DETAIL: {
    about: 'Chiffres plus fins que ce qui se publie, ou qui le laisseraient retrouver',
    cells: cells(ALLOWED, ALLOWED, OWN, DENIED, DENIED),
  },
  RECORD: {
    about: 'Conventions une à une, et qui a communiqué quoi',
    cells: cells(ALLOWED, ALLOWED, OWN, ALLOWED, DENIED),
  },
  RECORD_FIGURE: {
    about: 'Chiffres d’une seule convention',
    cells: cells(ALLOWED, ALLOWED, OWN, MASKED, DENIED),
  },
  ROW: {
    about: 'Lignes chargées : montants, actions, avancement',
    cells: cells(ALLOWED, ALLOWED, OWN, DENIED, DENIED),
  },
  PROVENANCE: {
    about: 'Provenance : chargements, auteurs, fichiers, sources',
    cells: cells(ALLOWED, ALLOWED, OWN, DENIED, DENIED),
  },
  CONTACT: {
    about: 'Noms et textes libres, où une personne peut être nommée',
    cells: cells(ALLOWED, ALLOWED, OWN, DENIED, DENIED),
  },
  LOADING: {
    about: 'Charger, et annuler ses chargements',
    cells: cells(ALLOWED, ALLOWED, OWN, DENIED, DENIED),
  },
  ADMINISTRATION: {
    about: 'Administrer : clés, sources, campagnes, vérifications',
    cells: cells(ALLOWED, DENIED, DENIED, DENIED, DENIED),
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];

/** The fields of types, by rule: names between blanks. A field of an interface is under the rule that it has there. */
export type AreaRules = Readonly<Record<string, Readonly<Partial<Record<RuleName, string>>>>>;
