import { today } from '../../calendar.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { FundingLine, fundingLines } from '../../subsidy/funding-line.rules.js';
import { Subsidy } from '../../subsidy/subsidy.entity.js';
import {
  AmountPrecision,
  Periodicity,
  Section,
  Sector,
  SubsidyNature,
  setAsideReason,
  singleSector,
} from '../../subsidy/subsidy.rules.js';
import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import {
  type Breakdown,
  type BreakdownColumn,
  type CheckContext,
  defineFlat,
  type ReadRow,
} from '../dataset.js';
import { derivedKey, isDerivedKey, shortHash } from '../landing/derived-key.js';
import { alsoCheckTerritory, territoryOfRow } from '../territories/territory-of-row.js';
import { type SubsidyValues, subsidyColumns } from './subsidy-columns.js';

const splitBy = (column: string, label: string, unsaid: string | null): BreakdownColumn => ({
  column,
  label,
  unsaid,
  // A commune's own service has no operator, and many files name none.
  isOftenBlank: unsaid === null,
});

const breakdown: Breakdown = {
  column: 'amount',
  amount: 'amount_cents',
  setAside: 'set_aside',
  by: [
    // Of two sectors together: not split between them, but no total of a third one's.
    { ...splitBy('sector', 'secteur', Sector.UNALLOCATED), words: 'sector_words' },
    splitBy('funding_line', 'ligne de financement', FundingLine.NOT_STATED),
    splitBy('section', 'section', Section.UNKNOWN),
    splitBy('operator', 'gestionnaire', null),
    splitBy('facility', 'équipement', null),
  ],
};

/** Amounts of social-action funding: one row per territory, period, sector, funding line and nature. */
export const subsidies = defineFlat<typeof subsidyColumns>({
  name: DatasetName.SUBSIDIES,
  title: 'Subventions',
  description:
    'Un montant d’action sociale, pour un territoire, un exercice, un secteur, une ligne et une nature.',
  columns: subsidyColumns,
  entity: Subsidy,
  oneOf: ['code', 'territoryName'],
  repeated: (key) => (isDerivedKey(key) ? 'SAME_AMOUNT_TWICE' : 'DUPLICATE_KEY'),
  hasOwnKeys: true,
  yearScope: ['territory_id', 'fiscal_year', 'nature'],
  place: ['territory_id', 'fiscal_year'],
  breakdown,
  totals: {
    // Not the operator: "Ensemble" and "Total Energies" are names.
    labels: ['reference', 'territoryName', 'code', 'line', 'sectors'],
    amount: 'amount',
    scopes: ['code', 'territoryName', 'yearFrom', 'sectors', 'operator'],
  },
  leftOut: (cell) => {
    const flow = cell('flow');
    if (flow !== '' && foldName(flow) !== 'subvention action sociale') {
      return { column: 'flow', code: 'NOT_A_SUBSIDY', value: flow };
    }
    const unit = cell('unit');
    if (unit === '' || unit === '€' || /^eur(os?)?$/i.test(unit)) return null;
    const isScaled = /^(k|m)\s?(€|eur(os?)?)$|^(milliers?|millions?)\b/i.test(unit);
    return { column: 'unit', code: isScaled ? 'SCALED_UNIT' : 'NOT_IN_EUROS', value: unit };
  },
  alsoCheck: alsoCheckTerritory,
  recordOf,
});

function recordOf({ at, values }: ReadRow<typeof subsidyColumns>, context: CheckContext) {
  const territory = territoryOfRow(at, values, context);
  if (territory === null) return null;
  const { yearFrom } = values;
  const yearTo = values.yearTo ?? yearFrom;
  if (yearFrom !== null && yearTo !== null && yearTo < yearFrom) {
    context.report.say(at, 'yearTo', 'YEARS_REVERSED', String(yearTo), { detail: String(yearFrom) });
    return null;
  }
  const { sectors, words } = values.sectors;
  if (sectors.length > 1) context.report.say(at, 'sectors', 'SECTORS_NOT_SPLIT', words.join(', '));
  const { line } = values;
  if (line?.line === FundingLine.OTHER) {
    context.report.say(at, 'line', 'UNKNOWN_LINE', line.words, { suggestion: line.near });
  }
  const nature = values.nature?.meaning ?? SubsidyNature.UNKNOWN;
  if (nature === SubsidyNature.REAL && yearTo !== null && yearTo > Number(today().slice(0, 4))) {
    context.report.say(at, 'yearFrom', 'FUTURE_YEAR', String(yearTo));
    return null;
  }
  // A single year is a fiscal year unless the file says otherwise.
  const periodicity = values.periodicity?.meaning ?? Periodicity.UNKNOWN;
  const isLocal = territory.kind === TerritoryKind.COMMUNE || territory.kind === TerritoryKind.EPCI;
  const terms = {
    territory_id: territory.id,
    fiscal_year: yearFrom === yearTo ? yearFrom : null,
    year_from: yearFrom,
    year_to: yearTo,
    periodicity,
    amount_cents: values.amount,
    precision: values.precision?.meaning ?? AmountPrecision.EXACT,
    sector: sectorOf(values),
    sector_words: values.sectors.words,
    funding_line: values.line?.line ?? FundingLine.NOT_STATED,
    funding_line_words: values.line?.words ?? null,
    section: sectionOf(values),
    nature,
    nature_words: values.nature?.words ?? null,
    operator: values.operator,
    facility: values.facility,
    set_aside: setAsideReason({ isLocal, periodicity, yearFrom, yearTo, nature }),
    notes: values.notes,
  };
  return { ...terms, reference: values.reference ?? naturalKey(terms, values) };
}

/** A line of the nomenclature tells the sector when the file does not. */
function sectorOf({ sectors: { sectors }, line }: SubsidyValues): Sector {
  if (sectors.length > 0) return singleSector(sectors);
  return (line && fundingLines[line.line].sector) ?? Sector.UNALLOCATED;
}

/** Some lines say their section in their own words: "investissement crèche", "fonctionnement des crèches". */
function sectionOf({ section, line }: SubsidyValues): Section {
  if (section) return section.meaning;
  const words = line?.words ?? '';
  if (/^investissement/i.test(words)) return Section.INVESTMENT;
  return /^fonctionnement/i.test(words) ? Section.RUNNING : Section.UNKNOWN;
}

interface NaturalTerms {
  readonly territory_id: string;
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly nature: string;
  readonly sector: string;
  readonly funding_line: string;
  readonly section: string;
}

/** What an amount without an identifier is of: loading it again finds it by that. */
function naturalKey(terms: NaturalTerms, { line, operator, facility, sectors, code }: SubsidyValues): string {
  const { territory_id, year_from, year_to, nature, sector, funding_line, section } = terms;
  const years = year_from === year_to ? (year_from ?? 'x') : `${year_from}-${year_to}`;
  // Lines outside the nomenclature differ by their words alone.
  const otherLine = funding_line === FundingLine.OTHER ? foldName(line?.words ?? '') : '';
  // Several sectors stay one amount that is not split; which ones tells it from another such amount.
  const several = sectors.sectors.length > 1 ? sectors.words.map(foldName).toSorted().join('+') : '';
  // Money of a former commune is another amount than its successor's own.
  const former = code !== null && !territory_id.endsWith(`:${code}`) ? code : '';
  const details = [otherLine, foldName(operator ?? ''), foldName(facility ?? ''), several, former];
  const key = derivedKey(territory_id, years, nature, sector, funding_line, section);
  return details.every((each) => each === '') ? key : `${key}.${shortHash(details.join('|'))}`;
}
