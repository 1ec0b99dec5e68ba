/** What a column says of persons: by its header alone (REFUSED), or by its cells or beside another column. */
export type PersonalHeader = 'REFUSED' | 'NAME' | 'AGE' | 'NUMBER';

const number = '(?:numero|num|no|n|identifiant|ident|id|reference|ref|code)s?';
const somebody = '(?:allocataire|alloc|beneficiaire|benef|assure(?: social)?|usager)';
const small = '(?: (?:de|du|d|l|la|le|dossier|caf|cnaf))*';

const refused: readonly RegExp[] = [
  /^(nir|nirpp|nss|ssn|social security (number|no))( .*)?$/,
  /(^| )nir$/,
  new RegExp(`^${number}${small} (?:secu|sec|securite)(?: soc| sociale)?$`),
  new RegExp(`^${number} ss$`),
  /^(securite sociale|secu|matricules?)$/,
  /^matricules?( (de|du|d|l|la|le))*( (allocataire|alloc|caf|cnaf|beneficiaire|assure|agent|individu|personne|dossier))+s?$/,
  new RegExp(`^${number}${small} ${somebody}$`),
  new RegExp(`^${somebody} ${number}$`),
  /^(date|dt|jour)s?( de)? (naiss|naissance)( .*)?$/,
  /^(ddn|dob|birth ?date|birthday|date of birth|ne le|nee le|ne e le)$/,
  /^nom( de)? naissance$/,
];
const name: readonly RegExp[] = [
  /(^| )prenoms?( |$)/,
  /^nom (de famille|d usage|usuel|patronymique|marital|de jeune fille)$/,
  /^noms?( et prenoms?)? (du |de la |de l |d |des )?(allocataire|beneficiaire|enfant|assure|usager|parent|pere|mere)s?$/,
  /^(civilite|first name|given name|last name|family name|surname)$/,
];
const age: readonly RegExp[] = [/^(annee|mois|an)( de)? (naiss|naissance)$/, /^age$/];
const oneOfThem = new RegExp(`(^| )(?:${somebody}|matricule|dossier caf)( |$)`);
const counted =
  /(^| )(nombre|nb|total|effectif|part|taux|montant|quotient|type|categorie|commune|territoire|nom)s?( |$)/;

/** How a header reads once accents, capitals and signs are put aside: `dateNaissance`, `DATE-DE NAISSANCE`. */
const folded = (header: string): string =>
  header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, (inside) => ` ${inside} `)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What a header says of persons; null for nothing. */
export function personalHeader(header: string): PersonalHeader | null {
  if (header === '' || header.length > 100) return null;
  const words = folded(header);
  const says = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(words));
  if (says(refused)) return 'REFUSED';
  if (says(name)) return 'NAME';
  if (says(age)) return 'AGE';
  return oneOfThem.test(words) && !counted.test(words) ? 'NUMBER' : null;
}

/** The columns of a header that are refused, by position: those that say enough alone, and an age beside a name. */
export function personalColumns(headers: readonly string[]): number[] {
  const kinds = headers.map(personalHeader);
  const isNamed = kinds.includes('NAME');
  return kinds.flatMap((kind, position) =>
    kind === 'REFUSED' || (isNamed && kind === 'AGE') ? [position] : [],
  );
}

/** Seven digits, and the letter that may follow: how a Caf numbers its beneficiaries. */
export const isBeneficiaryNumber = (cell: string): boolean => /^\s*\d{7}\s?[A-Z]?\s*$/i.test(cell);
