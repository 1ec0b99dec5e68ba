import { upsert } from '../../db/upsert.js';
import { fundingLineOf, fundingLines } from '../../subsidy/funding-line.rules.js';
import { Subsidy } from '../../subsidy/subsidy.entity.js';
import {
  AmountPrecision,
  Periodicity,
  Section,
  Sector,
  SubsidyNature,
  sectorOf,
  setAsideReason,
  singleSector,
} from '../../subsidy/subsidy.rules.js';
import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import {
  identifier,
  optionalText,
  optionalYear,
  type RowOf,
  requiredCents,
  requiredText,
  textList,
} from '../column.js';
import { defineDataset, type LandingContext, provenanceOf } from '../dataset.js';
import type { ReadRow } from '../read.js';
import { sourceColumns } from '../source-columns.js';

const kindWords: Readonly<Record<string, TerritoryKind>> = {
  commune: TerritoryKind.COMMUNE,
  epci: TerritoryKind.EPCI,
  departement: TerritoryKind.DEPARTMENT,
  region: TerritoryKind.REGION,
  pays: TerritoryKind.COUNTRY,
};

type Words<T> = readonly (readonly [word: string, meaning: T])[];

/** The first word of a source's phrase decides: "réel (attribué)", "décision (plafond)", "prévisionnel (COG)". */
const natureWords: Words<SubsidyNature> = [
  ['reel', SubsidyNature.REAL],
  ['previsionnel', SubsidyNature.FORECAST],
  ['actualise', SubsidyNature.REVISED],
  ['decision', SubsidyNature.DECIDED],
  ['decide', SubsidyNature.DECIDED],
];
const precisionWords: Words<AmountPrecision> = [
  ['exact plafond', AmountPrecision.AT_MOST],
  ['exact', AmountPrecision.EXACT],
  ['approx', AmountPrecision.APPROXIMATE],
  ['at least', AmountPrecision.AT_LEAST],
  ['au moins', AmountPrecision.AT_LEAST],
  ['plafond', AmountPrecision.AT_MOST],
];
const periodicityWords: Words<Periodicity> = [
  ['annuel', Periodicity.YEARLY],
  ['cumule', Periodicity.MULTI_YEAR],
  ['ponctuel', Periodicity.ONE_OFF],
];
const sectionWords: Words<Section> = [
  ['fonctionnement', Section.RUNNING],
  ['investissement', Section.INVESTMENT],
];

function opening<T>(words: Words<T>, phrase: string): T | null {
  const folded = foldName(phrase);
  return words.find(([word]) => folded.startsWith(word))?.[1] ?? null;
}

const columns = {
  reference: identifier(
    ['amount_id', 'identifiant', 'référence du montant'],
    'Identifiant du montant dans le fichier',
  ),
  kind: requiredText(['territory_kind', 'type de territoire'], 'Commune, EPCI, département, région ou pays'),
  code: optionalText(['territory_code', 'code du territoire'], 'Code INSEE ou SIREN du territoire'),
  territoryName: optionalText(['territory_name', 'territoire'], 'Nom du territoire, pour relire'),
  department: optionalText(['departement_code', 'département'], 'Département de la Caf, pour relire'),
  yearFrom: optionalYear(['year_start', 'exercice', 'année'], 'Exercice, ou première année'),
  yearTo: optionalYear(['year_end', 'dernière année'], 'Dernière année ; la même que la première par défaut'),
  amount: requiredCents(['amount', 'montant'], 'Montant en euros'),
  unit: optionalText(['unit', 'unité'], 'EUR'),
  precision: optionalText(['precision', 'précision'], 'exact, approx, at_least ; exact par défaut'),
  flow: optionalText(['flow', 'flux'], 'subvention_action_sociale ; tout autre flux est écarté'),
  sectors: textList(
    ['sector', 'secteur', 'secteurs'],
    'Secteur ; plusieurs, séparés par |, restent non ventilés',
  ),
  line: optionalText(['funding_line', 'ligne de financement', 'ligne'], 'Ligne de financement'),
  section: optionalText(['section'], 'fonctionnement ou investissement'),
  nature: optionalText(['nature'], 'réel, prévisionnel, actualisé, décision'),
  periodicity: optionalText(['periodicity', 'périodicité'], 'annuel, cumulé, ponctuel'),
  ...sourceColumns,
};

type SubsidyLine = ReadRow<typeof columns>;
type SubsidyValues = RowOf<typeof columns>;

/** Amounts of social-action funding: one row per territory, period, sector, funding line and nature. */
export const subsidies = defineDataset<typeof columns>({
  name: 'subsidies',
  title: 'Subventions',
  columns,
  key: ['reference'],
  land: async (rows, context) => {
    const records = rows.map((row) => recordOf(row, context)).filter((each) => each !== null);
    const { added, changed } = await upsert(context.em, Subsidy, ['reference'], records);
    return {
      added: added.size,
      changed: changed.size,
      unchanged: records.length - added.size - changed.size,
    };
  },
});

function recordOf(row: SubsidyLine, context: LandingContext) {
  const { line, values } = row;
  if (!isSubsidy(row, context)) return null;
  const territory = findTerritory(row, context);
  const sectors = readSectors(row, context);
  const precision = readWord(row, 'precision', precisionWords, AmountPrecision.EXACT, context);
  const nature = readWord(row, 'nature', natureWords, SubsidyNature.UNKNOWN, context);
  const periodicity = readWord(row, 'periodicity', periodicityWords, Periodicity.UNKNOWN, context);
  const section = readWord(row, 'section', sectionWords, sectionOf(values), context);
  if (!territory || !sectors || !precision || !nature || !periodicity || !section) return null;

  const { yearFrom } = values;
  const yearTo = values.yearTo ?? yearFrom;
  if (yearFrom !== null && yearTo !== null && yearTo < yearFrom) {
    context.report.say(line, 'year_end', 'YEARS_REVERSED', String(yearTo), String(yearFrom));
    return null;
  }
  const isLocal = territory.kind === TerritoryKind.COMMUNE || territory.kind === TerritoryKind.EPCI;
  const fundingLine = fundingLineOf(foldName(values.line ?? ''));
  return {
    reference: values.reference,
    territory_id: territory.id,
    fiscal_year: yearFrom === yearTo ? yearFrom : null,
    year_from: yearFrom,
    year_to: yearTo,
    periodicity,
    amount_cents: values.amount,
    precision,
    // A line of the nomenclature tells the sector when the file does not.
    sector:
      sectors.length === 0 ? (fundingLines[fundingLine].sector ?? Sector.UNALLOCATED) : singleSector(sectors),
    sector_words: values.sectors,
    funding_line: fundingLine,
    funding_line_words: values.line,
    section,
    nature,
    nature_words: values.nature,
    set_aside: setAsideReason({ isLocal, periodicity, yearFrom, yearTo, nature }),
    notes: values.notes,
    ...provenanceOf(line, values, context.batch),
  };
}

/** Keeps out what is not an amount of social-action funding: other flows, rates and shares, total lines. */
function isSubsidy({ line, values }: SubsidyLine, { report }: LandingContext): boolean {
  const { flow, unit } = values;
  if (flow !== null && foldName(flow) !== 'subvention action sociale') {
    return report.say(line, 'flow', 'NOT_A_SUBSIDY', flow);
  }
  if (unit !== null && unit !== 'EUR' && unit !== '€') return report.say(line, 'unit', 'NOT_IN_EUROS', unit);
  if (/^total\b/.test(foldName(values.line ?? '')))
    return report.say(line, 'funding_line', 'TOTAL_LINE', values.line ?? '');
  return true;
}

function findTerritory({ line, values }: SubsidyLine, { report, territories }: LandingContext) {
  const kind = kindWords[foldName(values.kind)];
  const code = values.code ?? '';
  if (code === '') {
    report.say(line, 'territory_code', 'MISSING_VALUE', '');
    return null;
  }
  if (code.includes('|')) {
    report.say(line, 'territory_code', 'SEVERAL_TERRITORIES', code);
    return null;
  }
  if (!kind) {
    report.say(
      line,
      'territory_kind',
      'UNKNOWN_WORD',
      values.kind,
      `Attendu : ${Object.keys(kindWords).join(', ')}.`,
    );
    return null;
  }
  const found = territories.find(kind, code);
  if (!found) report.say(line, 'territory_code', 'UNKNOWN_TERRITORY', code, values.territoryName ?? '');
  else if (found.successorOf) {
    report.say(
      line,
      'territory_code',
      'SUCCESSOR_USED',
      code,
      `${found.territory.name} (${found.territory.code})`,
    );
  }
  return found?.territory ?? null;
}

function readSectors({ line, values }: SubsidyLine, { report }: LandingContext): Sector[] | null {
  const sectors: Sector[] = [];
  for (const word of values.sectors) {
    const sector = sectorOf(foldName(word));
    if (sector === null) {
      report.say(
        line,
        'sector',
        'UNKNOWN_WORD',
        word,
        'Attendu : un secteur de l’action sociale, ou « tous secteurs ».',
      );
      return null;
    }
    sectors.push(sector);
  }
  return sectors;
}

/** Reads a phrase by the word that opens it; null, and a problem, when none of the words does. */
function readWord<T>(
  { line, values }: SubsidyLine,
  column: 'precision' | 'nature' | 'periodicity' | 'section',
  words: Words<T>,
  absent: T,
  { report }: LandingContext,
): T | null {
  const phrase = values[column];
  if (phrase === null) return absent;
  const value = opening(words, phrase);
  if (value === null) {
    report.say(line, column, 'UNKNOWN_WORD', phrase, `Attendu : ${words.map(([word]) => word).join(', ')}.`);
  }
  return value;
}

/** Some lines say their section in their own words: "investissement crèche", "fonctionnement des crèches". */
const sectionOf = ({ line }: SubsidyValues): Section => opening(sectionWords, line ?? '') ?? Section.UNKNOWN;
