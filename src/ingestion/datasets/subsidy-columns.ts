import { FundingLine, fundingLineOf, fundingLines } from '../../subsidy/funding-line.rules.js';
import {
  AmountPrecision,
  Periodicity,
  Section,
  Sector,
  SubsidyNature,
  sectorLabels,
  sectorOf,
} from '../../subsidy/subsidy.rules.js';
import { foldName } from '../../territory/territory.rules.js';
import {
  type Choice,
  type Column,
  optional,
  optionalCode,
  optionalIdentifier,
  optionalText,
  optionalYear,
  type RowOf,
  requiredCents,
} from '../columns/column.js';
import { sourceColumns } from '../columns/source-columns.js';
import { parseText } from '../columns/texts.js';
import { optionalListed, optionalPhrase, unknownWord } from '../columns/words.js';
import { nearest } from '../report/suggestion.js';
import { territoryKindColumn } from '../territories/territory-of-row.js';

const choice = (label: string, ...words: string[]): Choice => ({ label, words });

const natures = {
  [SubsidyNature.REAL]: choice('réel', 'realise'),
  [SubsidyNature.FORECAST]: choice('prévisionnel', 'prevision', 'budget previsionnel'),
  [SubsidyNature.REVISED]: choice('actualisé'),
  [SubsidyNature.DECIDED]: choice('décision', 'decide'),
} as const;

export const precisions = {
  [AmountPrecision.EXACT]: choice('exact'),
  [AmountPrecision.APPROXIMATE]: choice('approximatif', 'approx'),
  [AmountPrecision.AT_LEAST]: choice('au moins', 'at least'),
  [AmountPrecision.AT_MOST]: choice('plafond', 'exact plafond', 'au plus'),
} as const;

export const periodicities = {
  [Periodicity.YEARLY]: choice('annuel'),
  [Periodicity.MULTI_YEAR]: choice('cumulé', 'pluriannuel'),
  [Periodicity.ONE_OFF]: choice('ponctuel'),
} as const;

export const sections = {
  [Section.RUNNING]: choice('fonctionnement'),
  [Section.INVESTMENT]: choice('investissement'),
} as const;

/** Sectors of a cell, and the words that named them. */
export interface StatedSectors {
  readonly sectors: readonly Sector[];
  readonly words: readonly string[];
}

const sectorChoices = Object.values(Sector)
  .filter((sector) => sector !== Sector.UNALLOCATED)
  .map((sector) => choice(sectorLabels[sector].replace(/[,(].*/, '').trim()));
const sectorNames = [...sectorChoices.map(({ label }) => label), 'tous secteurs'];

const sectorColumn: Column<StatedSectors> = {
  headers: ['sector', 'secteur', 'secteurs', 'domaine', 'thématique', 'champ'],
  description: 'Secteur ; plusieurs, séparés par |, restent non ventilés',
  kind: 'LIST',
  isRequired: false,
  choices: sectorChoices,
  parse: (text) => {
    const stated = sectorWords(text);
    return { sectors: stated.map(sectorOfWord), words: stated };
  },
  format: ({ words }) => words.join(' | '),
};

/** Several sectors are separated by anything, a comma or "et" too, but the name of one may hold those. */
function sectorWords(text: string): string[] {
  const parts = text.split('|').flatMap((part) => {
    const pieces =
      sectorOf(foldName(part)) === null ? part.split(/[,;/+&\n]| et |(?<=\p{L})-(?=\p{L})/u) : [part];
    // One word that is no sector: the whole is said not to be one, with the nearest.
    return pieces.some((piece) => sectorOf(foldName(piece)) !== null) ? pieces : [part];
  });
  return parts.map((each) => each.trim()).filter((each) => each !== '');
}

function sectorOfWord(word: string): Sector {
  return sectorOf(foldName(word)) ?? unknownWord(word, sectorNames);
}

/** A line of the nomenclature, and the words that named it; a line that is not in it is OTHER. */
export interface StatedLine {
  readonly line: FundingLine;
  readonly words: string;
  /** The line of the nomenclature that the words of another one are near to. */
  readonly near: string | null;
}

const lineNames = Object.entries(fundingLines)
  .filter(([line]) => line !== FundingLine.OTHER && line !== FundingLine.NOT_STATED)
  .flatMap(([, { label, words }]) => [label, label.replace(/ \(.*/, ''), ...words]);

const lineColumn = optional<StatedLine>(
  [
    ['funding_line', 'ligne de financement', 'ligne', 'dispositif', 'prestation', 'aide'],
    'Ligne de financement',
    Object.values(fundingLines).map(({ label, words }) => ({ label, words })),
  ],
  {
    kind: 'TEXT',
    parse: (text) => {
      const line = fundingLineOf(foldName(text));
      return {
        line,
        words: parseText(text),
        near: line === FundingLine.OTHER ? nearest(text, lineNames) : null,
      };
    },
    format: ({ words }) => words,
  },
);

/** Columns of a file of subsidies. */
export const subsidyColumns = {
  reference: optionalIdentifier(
    ['amount_id', 'identifiant', 'référence du montant'],
    'Identifiant du montant, s’il en a un ; à défaut, un montant par territoire, exercice, nature, secteur et ligne',
  ),
  kind: territoryKindColumn,
  code: optionalCode(
    [
      'territory_code',
      'code du territoire',
      'code insee',
      'insee',
      'siren',
      'code commune',
      'code insee ou siren',
    ],
    'Code INSEE de la commune ou SIREN de l’EPCI',
  ),
  territoryName: optionalText(
    ['territory_name', 'territoire', 'commune', 'nom de la commune', 'collectivité', 'nom du territoire'],
    'Nom du territoire : pour relire, ou pour le reconnaître s’il n’a pas de code',
  ),
  department: optionalCode(
    ['departement_code', 'département', 'code département'],
    'Département de la Caf : utile si le territoire n’a pas de code',
  ),
  yearFrom: optionalYear(
    ['year_start', 'exercice', 'année', 'an'],
    'Exercice, ou première année ; sans lui, le montant n’entre dans aucun total',
  ),
  yearTo: optionalYear(
    ['year_end', 'dernière année', 'année de fin'],
    'Dernière année ; la même que la première par défaut',
  ),
  amount: requiredCents(
    ['amount', 'montant', 'montant en euros', 'montant versé', 'subvention', 'total versé'],
    'Montant en euros',
  ),
  unit: optionalListed([['unit', 'unité'], 'EUR ; une ligne d’une autre unité est écartée'], ['EUR']),
  precision: optionalPhrase(
    [['precision', 'précision'], 'exact, approximatif, au moins, plafond ; exact par défaut'],
    precisions,
  ),
  flow: optionalListed(
    [['flow', 'flux'], 'subvention_action_sociale ; une ligne d’un autre flux est écartée'],
    ['subvention_action_sociale'],
  ),
  sectors: sectorColumn,
  line: lineColumn,
  section: optionalPhrase([['section', 'section comptable'], 'fonctionnement ou investissement'], sections),
  nature: optionalPhrase(
    [
      ['nature', 'nature du montant'],
      'réel, prévisionnel, actualisé, décision ; sans elle, le montant n’entre dans aucun total',
    ],
    natures,
  ),
  periodicity: optionalPhrase([['periodicity', 'périodicité'], 'annuel, cumulé, ponctuel'], periodicities),
  operator: optionalText(
    ['operator', 'gestionnaire', 'association', 'bénéficiaire'],
    'Gestionnaire qui reçoit le montant',
  ),
  facility: optionalText(['facility', 'équipement', 'structure'], 'Équipement ou service financé'),
  ...sourceColumns,
};

export type SubsidyValues = RowOf<typeof subsidyColumns>;
