import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { type AmendmentKind, DatePrecision } from '../../convention/convention.rules.js';
import type { AmendmentValues } from '../datasets/amendments.dataset.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { conventionsIn, storedColumns } from './scope.sql.js';

interface AmendmentRecord extends StoredRecord {
  readonly reference: string;
  readonly number: number;
  readonly kind: AmendmentKind;
  readonly effectiveOn: LocalDate | null;
  readonly precision: DatePrecision | null;
  readonly endsOn: LocalDate | null;
  readonly communesAdded: readonly string[];
  readonly communesRemoved: readonly string[];
  readonly summary: string;
  readonly notes: string | null;
}

const codesOf = (column: string) => sql`
  array(select t.code::text from unnest(${sql.ref(column)}) with ordinality commune(id, place)
        join territory t on t.id = commune.id order by commune.place)`;

export const amendmentExporter: Exporter<AmendmentValues, AmendmentRecord> = {
  keys: [
    { column: 'reference', type: 'text' },
    { column: 'number', type: 'int' },
  ],
  select: ({ territoryId }) => sql`
    select a.convention_reference || '/' || a.number as "key", ${storedColumns('a')},
           a.convention_reference as "reference", a.number, a.kind, a.effective_on::text as "effectiveOn",
           a.effective_precision as "precision", a.ends_on::text as "endsOn",
           ${codesOf('a.communes_added')} as "communesAdded", ${codesOf('a.communes_removed')} as "communesRemoved",
           a.summary, a.notes
    from amendment a
    where a.convention_reference in (${conventionsIn(territoryId)})`,
  valuesOf: ({ effectiveOn, precision, endsOn, ...record }) => ({
    ...record,
    effectiveOn: precision === DatePrecision.MONTH ? null : effectiveOn,
    effectiveMonth: precision === DatePrecision.MONTH ? (effectiveOn?.slice(0, 7) ?? null) : null,
    endDate: endsOn,
    endYear: null,
  }),
};
