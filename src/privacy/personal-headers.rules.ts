import { isDay } from './births.rules.js';

/** What a column says of persons: by its header alone (REFUSED), or by its cells or beside another column. */
export type PersonalHeader = 'REFUSED' | 'NAME' | 'AGE' | 'BIRTH' | 'NUMBER';

const number = '(?:numero|num|no|n|identifiant|ident|id|reference|ref|code)s?';
const somebody = '(?:allocataire|alloc|beneficiaire|benef|assure(?: social)?|usager)';
const small = '(?: (?:de|du|d|l|la|le|dossier|caf|cnaf))*';
const whose = '(?: (?:caf|cnaf|conjoint|enfant|pere|mere|monsieur|madame|mr?|mme))*';
const birth = '(?:nai|nais|naiss|naissance)';

const refused: readonly RegExp[] = [
  /^(nir|nirpp|nss|ssn|social security (number|no))( .*)?$/,
  /(^| )nir$/,
  new RegExp(`^${number}${small} (?:secu|sec|securite)(?: soc| sociale)?$`),
  new RegExp(`^${number} ss$`),
  /^(securite sociale|secu|matricules?)$/,
  /^matricules?( (de|du|d|l|la|le))*( (allocataire|alloc|caf|cnaf|beneficiaire|assure|agent|individu|personne|dossier))+s?$/,
  new RegExp(`^${number}${small} ?${somebody}${whose}$`),
  new RegExp(`^(?:nu|nr|mat|matr|matric) ?alloc(?:ataire)?${whose}$`),
  new RegExp(`^${somebody} ${number}$`),
  new RegExp(`^(date|dat|dt|d|jour)s?( de)? ?${birth}( .*)?$`),
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
/** A word for a birth, which may be of a commune or of a benefit: its cells or the column beside tell. */
const born: readonly RegExp[] = [
  new RegExp(`^((?!d$)\\w+ )?${birth}$`),
  /^(ne|nee|ne e)( en)?$/,
  /^(birth|born|anniversaire|anniv)$/,
];
/** Somebody and a date of birth in one header, whose cells then hold both. */
const dateOfBirth = new RegExp(
  `(^| )(dat\\w{0,2}( de)? ?${birth}|ddn|(ne|nee|ne e) le|birth ?date|date of birth)( |$)`,
);
const named =
  /(^| )(noms?|prenoms?|identite|personne|enfant|parent|pere|mere|agent|allocataire|beneficiaire|assure|usager)( |$)/;
const nameAndBirth = new RegExp(`(^| )prenoms?( \\w+){0,3} ${birth}( |$)|^noms?( et)? ${birth}$`);
/** Such a header counts births, gives money for them, or asks for nothing of the kind. */
const harmless =
  /(^| )(nombre|nb|total|effectif|part|taux|montant|repartition|prime|aide|conge|allocation|pas|sans|aucune?|ni)s?( |$)/;
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
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What a header says of persons; null for nothing. */
export function personalHeader(header: string): PersonalHeader | null {
  if (header === '' || header.length > 100) return null;
  const words = folded(header);
  const says = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(words));
  if (says(refused)) return 'REFUSED';
  const isBoth = (dateOfBirth.test(words) && named.test(words)) || nameAndBirth.test(words);
  if (isBoth && !harmless.test(words)) return 'REFUSED';
  if (says(name)) return 'NAME';
  if (says(age)) return 'AGE';
  if (says(born) && !harmless.test(words)) return 'BIRTH';
  return oneOfThem.test(words) && !counted.test(words) ? 'NUMBER' : null;
}

/**
 * The columns of a header that are refused, by position: those that say enough alone, and an age or a birth beside a first name or a
 * number.
 */
export function personalColumns(headers: readonly string[]): number[] {
  const kinds = headers.map(personalHeader);
  const isNamed = kinds.includes('NAME');
  // « Bénéficiaire » alone is whoever an amount goes to.
  const isKnown =
    isNamed ||
    headers.some((each, position) => kinds[position] === 'NUMBER' && folded(each) !== 'beneficiaire');
  return kinds.flatMap((kind, position) =>
    kind === 'REFUSED' || (isNamed && kind === 'AGE') || (isKnown && kind === 'BIRTH') ? [position] : [],
  );
}

/** A whole day under a header that says a birth is of one person: how many were born is a number. */
export const isBirthDay = (cell: string): boolean => isDay(cell.trim()) || /^\s*\d{8}\s*$/.test(cell);

/** Seven digits, and the letter that may follow: how a Caf numbers its beneficiaries. */
export const isBeneficiaryNumber = (cell: string): boolean => /^\s*\d{7}\s?[A-Z]?\s*$/i.test(cell);
