import { ownText } from '../../files/own-text.js';
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
import { type CheckContext, defineFlat, type ReadRow } from '../dataset.js';
import { derivedKey, shortHash } from '../landing/derived-key.js';
import { findTerritory } from '../territories/find-territory.js';
import type { IndexedTerritory } from '../territories/territory-index.js';
import { type SubsidyValues, subsidyColumns, territoryKindLabels } from './subsidy-columns.js';

/** Amounts of social-action funding: one row per territory, period, sector, funding line and nature. */
export const subsidies = defineFlat<typeof subsidyColumns>({
  name: DatasetName.SUBSIDIES,
  title: 'Subventions',
  description:
    'Un montant d’action sociale, pour un territoire, un exercice, un secteur, une ligne et une nature.',
  columns: subsidyColumns,
  entity: Subsidy,
  yearScope: ['territory_id', 'fiscal_year', 'nature'],
  totals: {
    labels: ['reference', 'territoryName', 'code', 'line', 'sectors', 'operator', 'facility'],
    amount: 'amount',
    scopes: ['code', 'territoryName', 'yearFrom', 'sectors', 'operator'],
  },
  leftOut: (cell) => {
    const flow = cell('flow');
    if (flow !== '' && foldName(flow) !== 'subvention action sociale') {
      return { column: 'flow', code: 'NOT_A_SUBSIDY', value: flow };
    }
    const unit = cell('unit');
    const isEuro = unit === '' || unit === '€' || /^eur(os?)?$/i.test(unit);
    return isEuro ? null : { column: 'unit', code: 'NOT_IN_EUROS', value: unit };
  },
  recordOf,
});

const kindWords: Readonly<Record<string, TerritoryKind>> = Object.fromEntries(
  Object.entries(territoryKindLabels).map(([kind, label]) => [foldName(label), kind as TerritoryKind]),
);

const kindLabels = `Attendu : ${Object.values(territoryKindLabels).join(', ')}.`;

function recordOf({ at, values }: ReadRow<typeof subsidyColumns>, context: CheckContext) {
  const territory = territoryOf({ at, values }, context);
  if (territory === null) return null;
  const { yearFrom } = values;
  const yearTo = values.yearTo ?? yearFrom;
  if (yearFrom !== null && yearTo !== null && yearTo < yearFrom) {
    context.report.say(at, 'yearTo', 'YEARS_REVERSED', String(yearTo), { detail: String(yearFrom) });
    return null;
  }
  const nature = values.nature?.meaning ?? SubsidyNature.UNKNOWN;
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
function naturalKey(terms: NaturalTerms, { line, operator, facility }: SubsidyValues): string {
  const { territory_id, year_from, year_to, nature, sector, funding_line, section } = terms;
  const years = year_from === year_to ? (year_from ?? 'x') : `${year_from}-${year_to}`;
  // Lines outside the nomenclature differ by their words alone.
  const otherLine = funding_line === FundingLine.OTHER ? foldName(line?.words ?? '') : '';
  const details = [otherLine, operator ?? '', facility ?? ''];
  const key = derivedKey(territory_id, years, nature, sector, funding_line, section);
  return details.every((each) => each === '') ? key : `${key}.${shortHash(details.join('|'))}`;
}

type Named = Pick<SubsidyValues, 'code' | 'kind' | 'territoryName' | 'department'>;

/** Territories that rows named without any remark: a file names the same few thousand times, and one row after the other. */
class KnownTerritories {
  readonly #known = new Map<string, IndexedTerritory>();
  #last: Named | null = null;
  #lastFound: IndexedTerritory | undefined;

  find(named: Named): IndexedTerritory | undefined {
    if (this.#last === null || !isSame(this.#last, named)) {
      this.#last = named;
      this.#lastFound = this.#known.get(keyOf(named));
    }
    return this.#lastFound;
  }

  remember(named: Named, territory: IndexedTerritory): void {
    if (this.#known.size < 50_000) this.#known.set(ownText(keyOf(named)), territory);
    this.#last = null;
  }
}

const isSame = (one: Named, other: Named): boolean =>
  one.code === other.code &&
  one.territoryName === other.territoryName &&
  one.kind === other.kind &&
  one.department === other.department;

const keyOf = ({ code, kind, territoryName, department }: Named): string =>
  `${kind ?? ''}|${code ?? ''}|${territoryName ?? ''}|${department ?? ''}`;

/** By the check that they serve: another one may be held to another territory. */
const knownTerritories = new WeakMap<CheckContext, KnownTerritories>();

function territoryOf({ at, values }: ReadRow<typeof subsidyColumns>, context: CheckContext) {
  const known = knownTerritories.get(context) ?? new KnownTerritories();
  knownTerritories.set(context, known);
  const remembered = known.find(values);
  if (remembered) return remembered;

  const { code, kind, territoryName, department } = values;
  const stated = { code: code ?? '', name: territoryName, departmentCode: department };
  const statedKind = kind === null ? null : kindWords[foldName(kind)];
  if (statedKind === undefined && stated.code !== '' && !stated.code.includes('|')) {
    context.report.say(at, 'kind', 'UNKNOWN_WORD', kind ?? '', { detail: kindLabels });
    return null;
  }
  const said = context.report.total;
  const columns = { code: 'code', name: 'territoryName' };
  const found = findTerritory(at, { ...stated, kind: statedKind ?? null }, columns, context);
  if (found !== null && context.report.total === said) known.remember(values, found);
  return found;
}
