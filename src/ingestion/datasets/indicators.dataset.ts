import type { LocalDate } from '../../calendar.js';
import { DatePrecision } from '../../convention/convention.rules.js';
import type { CellNote } from '../../files/sheet.js';
import {
  IndicatorKind,
  indicatorKindOf,
  indicators as indicatorList,
  indicatorValueId,
} from '../../indicator/indicator.rules.js';
import { IndicatorValue } from '../../indicator/indicator-value.entity.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { foldName } from '../../territory/territory.rules.js';
import {
  optional,
  optionalCode,
  optionalDate,
  optionalText,
  optionalYear,
  type RowOf,
  required,
} from '../columns/column.js';
import { parseNumber } from '../columns/numbers.js';
import { sourceColumns } from '../columns/source-columns.js';
import { parseText } from '../columns/texts.js';
import { type CheckContext, defineFlat, type ReadRow } from '../dataset.js';
import { Refusal } from '../report/problem.js';
import { nearest } from '../report/suggestion.js';
import { alsoCheckTerritory, territoryKindColumn, territoryOfRow } from '../territories/territory-of-row.js';

/** A number, or one that statistical secrecy hides. */
interface StatedValue {
  readonly state: 'REPORTED' | 'SUPPRESSED';
  /** Exact decimal text; null when it is hidden. */
  readonly value: string | null;
}

const hidden = new Set(['s', 'secret', 'secret statistique', 'ss']);
const unknown = new Set(['nd', 'n d', 'na', 'n a', 'ns', 'non disponible', 'non communique', 'nc']);

/** No number of the list is ever below zero. */
function parseCount(text: string, note?: CellNote): string {
  const value = parseNumber(text, note);
  if (value.startsWith('-')) throw new Refusal('NEGATIVE_NUMBER', text);
  return value;
}

/** A number as files name it, and which one of the hub's list it is. */
interface StatedKind {
  readonly kind: IndicatorKind;
  readonly words: string;
  /** The indicator of the list that the words of another one are near to. */
  readonly near: string | null;
}

const kindChoices = Object.entries(indicatorList)
  .filter(([kind]) => kind !== IndicatorKind.OTHER)
  .map(([, { label, words }]) => ({ label, words }));

const kindLabels = kindChoices.flatMap(({ label, words }) => [label, ...words]);

const columns = {
  kind: territoryKindColumn,
  code: optionalCode(
    ['territory_code', 'code du territoire', 'code insee', 'insee', 'siren', 'code commune'],
    'Code INSEE de la commune ou SIREN de l’EPCI',
  ),
  territoryName: optionalText(
    ['territory_name', 'territoire', 'commune', 'nom du territoire', 'libellé'],
    'Nom du territoire : pour relire, ou pour le reconnaître s’il n’a pas de code',
  ),
  department: optionalCode(
    ['departement_code', 'département', 'code département'],
    'Département : utile si le territoire n’a pas de code',
  ),
  indicator: required<StatedKind>(
    [
      ['indicator', 'indicateur', 'nom de l’indicateur', 'variable'],
      'Ce qui est compté ; un indicateur hors de la liste est gardé sous son propre nom',
      kindChoices,
    ],
    {
      kind: 'TEXT',
      parse: (text) => {
        const kind = indicatorKindOf(foldName(text));
        const near = kind === IndicatorKind.OTHER ? nearest(text, kindLabels, 1 / 6) : null;
        return { kind, words: parseText(text), near };
      },
      format: ({ words }) => words,
    },
  ),
  value: required<StatedValue>(
    [
      ['value', 'valeur', 'nombre', 'effectif'],
      'Le nombre ; « secret » s’il est couvert par le secret statistique',
    ],
    {
      kind: 'NUMBER',
      parse: (text, note) =>
        hidden.has(foldName(text))
          ? { state: 'SUPPRESSED', value: null }
          : { state: 'REPORTED', value: parseCount(text, note) },
      // Three decimals are written as four: they could be read as thousands.
      format: ({ value }) => (value === null ? 'secret' : value.replace('.', ',').replace(/,\d{3}$/, '$&0')),
    },
  ),
  year: optionalYear(['year', 'année', 'millésime', 'an'], 'Année : vaut le 31 décembre'),
  observedOn: optionalDate(['date', "date d'observation", 'observé le'], 'Jour où le nombre valait'),
  series: optional<string>(
    [
      ['series', 'série'],
      'Série, quand une source en publie plusieurs du même nombre ; elles ne se mélangent jamais',
    ],
    { kind: 'TEXT', parse: parseText, format: (value) => value },
  ),
  unit: optionalText(['unit', 'unité'], 'Unité, pour un indicateur hors de la liste'),
  ...sourceColumns,
};

type IndicatorRow = ReadRow<typeof columns>;
export type IndicatorValues = RowOf<typeof columns>;

/** Dated numbers about territories: children by age band, allocataires, childcare places, and any other. */
export const indicators = defineFlat<typeof columns>({
  name: DatasetName.INDICATORS,
  title: 'Indicateurs des territoires',
  description: 'Un nombre daté, pour un territoire, avec sa source.',
  columns,
  entity: IndicatorValue,
  oneOf: ['code', 'territoryName'],
  alsoOneOf: [['year', 'observedOn']],
  repeated: () => 'SAME_NUMBER_TWICE',
  // Series never mix, and each number outside the list is one of its own.
  yearScope: ['territory_id', 'kind', 'kind_words', 'series', 'year'],
  place: ['territory_id', 'year'],
  leftOut: (cell) => {
    const value = cell('value');
    return unknown.has(foldName(value)) ? { column: 'value', code: 'NOT_COMMUNICATED', value } : null;
  },
  alsoCheck: alsoCheckTerritory,
  recordOf,
});

function recordOf({ at, values }: IndicatorRow, context: CheckContext) {
  const territory = territoryOfRow(at, values, context);
  if (territory === null) return null;
  const day = dayOf(values);
  if (day === null) {
    context.report.say(at, 'year', 'MISSING_VALUE', '', { detail: 'donnez l’année, ou le jour' });
    return null;
  }
  const { kind, words, near } = values.indicator;
  if (kind === IndicatorKind.OTHER) {
    context.report.say(at, 'indicator', 'UNKNOWN_INDICATOR', words, { suggestion: near });
  }
  const kindWords = kind === IndicatorKind.OTHER ? words : null;
  const series = values.series ?? '';
  return {
    id: indicatorValueId(territory.id, kind, kindWords, day.on, series),
    territory_id: territory.id,
    kind,
    kind_words: words,
    observed_on: day.on,
    observed_precision: day.precision,
    year: Number(day.on.slice(0, 4)),
    value: values.value.value,
    unit: indicatorList[kind].unit ?? values.unit ?? '',
    series,
    state: values.value.state,
    notes: values.notes,
  };
}

/** The day that a number is of: its own, or the last of its year. */
function dayOf({
  observedOn,
  year,
}: IndicatorValues): { readonly on: LocalDate; readonly precision: DatePrecision } | null {
  if (observedOn !== null) return { on: observedOn, precision: DatePrecision.DAY };
  return year === null ? null : { on: `${year}-12-31`, precision: DatePrecision.YEAR };
}
