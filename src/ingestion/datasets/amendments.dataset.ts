import { Amendment } from '../../convention/amendment.entity.js';
import { AmendmentKind, DatePrecision } from '../../convention/convention.rules.js';
import { upsert } from '../../db/upsert.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import {
  identifier,
  optionalDate,
  optionalMonth,
  optionalYear,
  requiredInteger,
  requiredText,
  requiredWord,
  textList,
} from '../column.js';
import { defineDataset, type LandingContext, provenanceOf } from '../dataset.js';
import type { ReadRow } from '../read.js';
import { sourceColumns } from '../source-columns.js';
import { findTerritories } from './find-territories.js';
import { rowsOfKnownConventions } from './known-conventions.js';
import { landPerimeters, signedPerimeters } from './land-perimeters.js';

const kindWords: Readonly<Record<string, AmendmentKind>> = {
  prolongation: AmendmentKind.PROLONGATION,
  signataire: AmendmentKind.SIGNATORY_ADDED,
  perimetre: AmendmentKind.PERIMETER_CHANGED,
  contenu: AmendmentKind.CONTENT_ADDED,
};

const columns = {
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  number: requiredInteger(['number', 'numéro'], 'Numéro de l’avenant'),
  kind: requiredWord(
    [['kind', 'nature'], 'Ce que change l’avenant'],
    (word) => kindWords[word] ?? null,
    Object.keys(kindWords),
  ),
  effectiveOn: optionalDate(['effective_date', "date d'effet"], 'Jour de prise d’effet'),
  effectiveMonth: optionalMonth(
    ['effective_month', "mois d'effet"],
    'Mois de prise d’effet (AAAA-MM) : vaut son premier jour',
  ),
  endYear: optionalYear(['end_year', 'nouvelle année de fin'], 'Nouvelle année de fin : vaut le 31 décembre'),
  endDate: optionalDate(['end_date', 'nouvelle date de fin'], 'Nouveau jour de fin'),
  communesAdded: textList(
    ['communes_added', 'communes ajoutées'],
    'Codes INSEE qui entrent dans le périmètre, séparés par |',
  ),
  communesRemoved: textList(
    ['communes_removed', 'communes retirées'],
    'Codes INSEE qui en sortent, séparés par |',
  ),
  summary: requiredText(['summary', 'résumé'], 'Ce que dit la source'),
  ...sourceColumns,
};

type AmendmentLine = ReadRow<typeof columns>;

/** Amendments: events that prolong a convention, add a signatory, change its perimeter or add content. */
export const amendments = defineDataset<typeof columns>({
  name: 'amendments',
  title: 'Avenants',
  columns,
  key: ['reference', 'number'],
  land: async (rows, context) => {
    const { em, batch } = context;
    const known = await rowsOfKnownConventions(rows, context);
    const checked = known.map((row) => check(row, context)).filter((each) => each !== null);
    const { rowsAdded, rowsChanged } = await upsert(
      em,
      Amendment,
      ['convention_reference', 'number'],
      checked.map(({ line, values, communesAdded, communesRemoved }) => ({
        convention_reference: values.reference,
        number: values.number,
        kind: values.kind,
        ...effectOf(values),
        ends_on: values.endDate ?? (values.endYear === null ? null : `${values.endYear}-12-31`),
        communes_added: communesAdded,
        communes_removed: communesRemoved,
        summary: values.summary,
        ...provenanceOf(line, values, batch),
      })),
    );
    const references = [...new Set(checked.map(({ values }) => values.reference))];
    await landPerimeters(context, await signedPerimeters(em, references));
    return {
      added: rowsAdded,
      changed: rowsChanged,
      unchanged: checked.length - rowsAdded - rowsChanged,
    };
  },
});

function check(
  { line, values }: AmendmentLine,
  context: LandingContext,
): (AmendmentLine & { communesAdded: string[]; communesRemoved: string[] }) | null {
  const communes = (column: string, codes: readonly string[]) =>
    findTerritories(line, column, TerritoryKind.COMMUNE, codes, context)?.map(({ id }) => id);
  const communesAdded = communes('communes_added', values.communesAdded);
  const communesRemoved = communes('communes_removed', values.communesRemoved);
  return communesAdded && communesRemoved ? { line, values, communesAdded, communesRemoved } : null;
}

function effectOf({ effectiveOn, effectiveMonth }: AmendmentLine['values']) {
  if (effectiveOn !== null) return { effective_on: effectiveOn, effective_precision: DatePrecision.DAY };
  if (effectiveMonth === null) return { effective_on: null, effective_precision: null };
  return { effective_on: `${effectiveMonth}-01`, effective_precision: DatePrecision.MONTH };
}
