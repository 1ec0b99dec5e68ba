import { Amendment } from '../../convention/amendment.entity.js';
import { AmendmentKind, DatePrecision } from '../../convention/convention.rules.js';
import { upsert } from '../../db/upsert.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import {
  codeList,
  identifier,
  optionalDate,
  optionalMonth,
  optionalYear,
  type RowOf,
  requiredInteger,
  requiredText,
} from '../columns/column.js';
import { sourceColumns } from '../columns/source-columns.js';
import { requiredWord } from '../columns/words.js';
import { defineGrouped, type LandingContext, provenanceOf, type ReadRow } from '../dataset.js';
import { findTerritories } from './find-territories.js';
import { conventionsNaming, rowsOfKnownConventions } from './known-conventions.js';
import { landPerimeters, signedPerimeters } from './land-perimeters.js';
import { staysWithinReach } from './reach-of-load.js';

const kinds = {
  [AmendmentKind.PROLONGATION]: { label: 'prolongation', words: [] },
  [AmendmentKind.SIGNATORY_ADDED]: { label: 'signataire', words: ['ajout de signataire'] },
  [AmendmentKind.PERIMETER_CHANGED]: { label: 'périmètre', words: ['changement de perimetre'] },
  [AmendmentKind.CONTENT_ADDED]: { label: 'contenu', words: ['ajout de contenu'] },
} as const;

const columns = {
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention', 'convention'],
    'Référence de la convention',
  ),
  number: requiredInteger(['number', 'numéro'], 'Numéro de l’avenant'),
  kind: requiredWord([['kind', 'nature', 'objet'], 'Ce que change l’avenant'], kinds),
  effectiveOn: optionalDate(['effective_date', "date d'effet"], 'Jour de prise d’effet'),
  effectiveMonth: optionalMonth(
    ['effective_month', "mois d'effet"],
    'Mois de prise d’effet (AAAA-MM) : vaut son premier jour',
  ),
  endYear: optionalYear(['end_year', 'nouvelle année de fin'], 'Nouvelle année de fin : vaut le 31 décembre'),
  endDate: optionalDate(['end_date', 'nouvelle date de fin'], 'Nouveau jour de fin'),
  communesAdded: codeList(
    ['communes_added', 'communes ajoutées'],
    'Codes INSEE qui entrent dans le périmètre, séparés par |',
  ),
  communesRemoved: codeList(
    ['communes_removed', 'communes retirées'],
    'Codes INSEE qui en sortent, séparés par |',
  ),
  summary: requiredText(['summary', 'résumé'], 'Ce que dit la source'),
  ...sourceColumns,
};

type AmendmentLine = ReadRow<typeof columns>;
export type AmendmentValues = RowOf<typeof columns>;

/** Amendments: events that prolong a convention, add a signatory, change its perimeter or add content. */
export const amendments = defineGrouped<typeof columns>({
  name: DatasetName.AMENDMENTS,
  title: 'Avenants',
  description: 'Un avenant à une convention.',
  columns,
  entity: Amendment,
  partOf: ({ reference }) => reference,
  keyOf: ({ number }) => String(number),
  recordKey: ({ reference, number }) => `${reference}/${number}`,
  land: async (rows, context) => {
    const { em, batch } = context;
    const known = await rowsOfKnownConventions(rows, context);
    const named = await conventionsNaming(
      em,
      context.within,
      known.map(({ values }) => values.reference),
    );
    const checked = known
      .map((row) => check(row, context, named.has(row.values.reference)))
      .filter((each) => each !== null);
    const { rowsAdded, rowsChanged } = await upsert(
      em,
      Amendment,
      ['convention_reference', 'number'],
      checked.map(({ at, values, communesAdded, communesRemoved }) => ({
        convention_reference: values.reference,
        number: values.number,
        kind: values.kind,
        ...effectOf(values),
        ends_on: values.endDate ?? (values.endYear === null ? null : `${values.endYear}-12-31`),
        communes_added: communesAdded,
        communes_removed: communesRemoved,
        summary: values.summary,
        notes: values.notes,
        ...provenanceOf(at, values, batch),
      })),
    );
    const references = [...new Set(checked.map(({ values }) => values.reference))];
    const redrawn = await redraw(references, context);
    return {
      added: rowsAdded,
      // The geography may have changed since: a perimeter drawn again is a change by itself.
      changed: rowsAdded + rowsChanged === 0 ? redrawn.size : rowsChanged,
      unchanged: checked.length - rowsAdded - rowsChanged,
    };
  },
  workOutAgain: redraw,
});

/** Draws the perimeters of some conventions by the amendments that they have now. */
async function redraw(references: readonly string[], context: LandingContext): Promise<ReadonlySet<string>> {
  return landPerimeters(context, await signedPerimeters(context.em, references));
}

function check(
  { at, values }: AmendmentLine,
  context: LandingContext,
  isOfSource: boolean,
): (AmendmentLine & { communesAdded: string[]; communesRemoved: string[] }) | null {
  const places = isOfSource ? { ...context, within: null } : context;
  const communes = (column: string, codes: readonly string[]) =>
    findTerritories(at, column, TerritoryKind.COMMUNE, codes, places)?.map(({ id }) => id);
  const communesAdded = communes('communesAdded', values.communesAdded);
  const communesRemoved = communes('communesRemoved', values.communesRemoved);
  if (!communesAdded || !communesRemoved || !staysWithinReach(at, 'communesAdded', communesAdded, context))
    return null;
  return { at, values, communesAdded, communesRemoved };
}

function effectOf({ effectiveOn, effectiveMonth }: AmendmentLine['values']) {
  if (effectiveOn !== null) return { effective_on: effectiveOn, effective_precision: DatePrecision.DAY };
  if (effectiveMonth === null) return { effective_on: null, effective_precision: null };
  return { effective_on: `${effectiveMonth}-01`, effective_precision: DatePrecision.MONTH };
}
