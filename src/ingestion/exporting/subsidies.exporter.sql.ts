import { sql } from 'kysely';
import type { FundingLine } from '../../subsidy/funding-line.rules.js';
import type { AmountPrecision, Periodicity, Section, SubsidyNature } from '../../subsidy/subsidy.rules.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import { phraseOf } from '../columns/words.js';
import { periodicities, precisions, type SubsidyValues, sections } from '../datasets/subsidy-columns.js';
import { statedIdentifier } from '../landing/derived-key.js';
import { territoryKindLabels } from '../territories/territory-of-row.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { storedColumns, territoriesIn } from './scope.sql.js';

interface SubsidyRecord extends StoredRecord {
  readonly code: string;
  readonly territoryName: string;
  readonly department: string | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly operator: string | null;
  readonly facility: string | null;
  readonly notes: string | null;
  readonly kind: TerritoryKind;
  readonly cents: string;
  readonly precision: AmountPrecision;
  readonly periodicity: Periodicity;
  readonly sectorWords: readonly string[];
  readonly fundingLine: FundingLine;
  readonly lineWords: string | null;
  readonly section: Section;
  readonly nature: SubsidyNature;
  readonly natureWords: string | null;
}

export const subsidyExporter: Exporter<SubsidyValues, SubsidyRecord> = {
  keys: [{ column: 'key', type: 'text' }],
  select: ({ territoryId, fiscalYear }) => sql`
    select s.reference as "key", ${storedColumns('s')}, t.kind, t.code, t.name as "territoryName",
           d.code as "department", s.year_from as "yearFrom", s.year_to as "yearTo", s.amount_cents::text as "cents",
           s.precision, s.periodicity, s.sector_words as "sectorWords", s.funding_line as "fundingLine",
           s.funding_line_words as "lineWords", s.section, s.nature, s.nature_words as "natureWords", s.operator,
           s.facility, s.notes
    from subsidy s join territory t on t.id = s.territory_id left join territory d on d.id = t.department_id
    where s.territory_id in (${territoriesIn(territoryId)})
      and (${fiscalYear}::int is null or s.fiscal_year = ${fiscalYear}::int)`,
  valuesOf: ({ key, kind, cents, sectorWords, fundingLine, lineWords, nature, natureWords, ...record }) => ({
    ...record,
    // The hub's own key is made again of what the amount is of.
    reference: statedIdentifier(key),
    kind: territoryKindLabels[kind],
    amount: Number(cents),
    unit: 'EUR',
    flow: null,
    precision: phraseOf(precisions, record.precision),
    periodicity: phraseOf(periodicities, record.periodicity),
    section: phraseOf(sections, record.section),
    // The words tell the sector again; sectors beside them are for the reader of files alone.
    sectors: { sectors: [], words: sectorWords },
    line: lineWords === null ? null : { line: fundingLine, words: lineWords, near: null },
    nature: natureWords === null ? null : { meaning: nature as never, words: natureWords },
  }),
};
