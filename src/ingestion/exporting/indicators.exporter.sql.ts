import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { DatePrecision } from '../../convention/convention.rules.js';
import { IndicatorKind, indicators } from '../../indicator/indicator.rules.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import type { IndicatorValues } from '../datasets/indicators.dataset.js';
import { territoryKindLabels } from '../territories/territory-of-row.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { storedColumns, territoriesIn } from './scope.sql.js';

interface IndicatorRecord extends StoredRecord {
  readonly code: string;
  readonly territoryName: string;
  readonly department: string | null;
  readonly observedOn: LocalDate;
  readonly series: string;
  readonly territoryKind: TerritoryKind;
  readonly indicatorKind: IndicatorKind;
  readonly kindWords: string | null;
  readonly precision: DatePrecision;
  readonly number: string | null;
  readonly state: 'REPORTED' | 'SUPPRESSED';
  readonly unit: string;
  readonly notes: string | null;
}

export const indicatorExporter: Exporter<IndicatorValues, IndicatorRecord> = {
  keys: [{ column: 'key', type: 'text' }],
  select: ({ territoryId, fiscalYear }) => sql`
    select v.id as "key", ${storedColumns('v')}, t.kind as "territoryKind", t.code, t.name as "territoryName",
           d.code as "department", v.kind as "indicatorKind", v.kind_words as "kindWords",
           v.observed_on::text as "observedOn", v.observed_precision as "precision",
           trim_scale(v.value)::text as "number", v.state, v.series, v.unit, v.notes
    from indicator_value v join territory t on t.id = v.territory_id left join territory d on d.id = t.department_id
    where v.territory_id in (${territoriesIn(territoryId)})
      and (${fiscalYear}::int is null or v.year = ${fiscalYear}::int)`,
  valuesOf: ({
    territoryKind,
    indicatorKind,
    kindWords,
    precision,
    number,
    state,
    series,
    unit,
    ...record
  }) => {
    const isYear = precision === DatePrecision.YEAR;
    return {
      ...record,
      kind: territoryKindLabels[territoryKind],
      indicator: { kind: indicatorKind, words: kindWords ?? indicators[indicatorKind].label, near: null },
      value: { state, value: number },
      // A year stands for its last day, and is written as the year that it is.
      year: isYear ? Number(record.observedOn.slice(0, 4)) : null,
      observedOn: isYear ? null : record.observedOn,
      series: series === '' ? null : series,
      unit: indicatorKind === IndicatorKind.OTHER && unit !== '' ? unit : null,
    };
  },
};
