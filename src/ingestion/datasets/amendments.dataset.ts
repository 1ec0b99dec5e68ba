import { Amendment } from '../../convention/amendment.entity.js';
import { AmendmentKind, DatePrecision } from '../../convention/convention.rules.js';
import { upsert } from '../../db/upsert.js';
import {
  optionalDate,
  optionalInteger,
  optionalText,
  optionalYear,
  requiredText,
  requiredWord,
} from '../column.js';
import { defineDataset, provenanceOf } from '../dataset.js';
import { Refusal } from '../problem.js';
import { sourceColumns } from '../source-columns.js';
import { knownConventions } from './known-conventions.js';

const kindWords: Readonly<Record<string, AmendmentKind>> = {
  prolongation: AmendmentKind.PROLONGATION,
  signataire: AmendmentKind.SIGNATORY_ADDED,
  perimetre: AmendmentKind.PERIMETER_CHANGED,
  contenu: AmendmentKind.CONTENT_ADDED,
};

const columns = {
  reference: requiredText(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  number: optionalInteger(['number', 'numéro'], 'Numéro de l’avenant'),
  kind: requiredWord(
    [['kind', 'nature'], 'Ce que change l’avenant'],
    (word) => kindWords[word] ?? null,
    Object.keys(kindWords),
  ),
  effectiveOn: optionalDate(['effective_date', "date d'effet"], 'Jour de prise d’effet'),
  effectiveMonth: optionalText(
    ['effective_month', "mois d'effet"],
    'Mois de prise d’effet (AAAA-MM) : vaut son premier jour',
  ),
  endYear: optionalYear(['end_year', 'nouvelle année de fin'], 'Nouvelle année de fin : vaut le 31 décembre'),
  endDate: optionalDate(['end_date', 'nouvelle date de fin'], 'Nouveau jour de fin'),
  summary: requiredText(['summary', 'résumé'], 'Ce que dit la source'),
  ...sourceColumns,
};

/** Amendments: events that prolong a convention, add a signatory, change its perimeter or add content. */
export const amendments = defineDataset<typeof columns>({
  name: 'amendments',
  title: 'Avenants',
  columns,
  key: ['reference', 'number'],
  land: async (rows, { em, batch, report }) => {
    const known = await knownConventions(
      em,
      rows.map(({ values }) => values.reference),
    );
    const checked = rows.filter(
      ({ line, values }) =>
        known.has(values.reference) ||
        report.say(line, 'convention_ref', 'UNKNOWN_CONVENTION', values.reference),
    );
    const { added, changed } = await upsert(
      em,
      Amendment,
      ['convention_reference', 'number'],
      checked.map(({ line, values }) => ({
        convention_reference: values.reference,
        number: values.number ?? 1,
        kind: values.kind,
        ...effect(values.effectiveOn, values.effectiveMonth),
        ends_on: values.endDate ?? (values.endYear === null ? null : `${values.endYear}-12-31`),
        summary: values.summary,
        ...provenanceOf(line, values, batch),
      })),
    );
    return {
      added: added.size,
      changed: changed.size,
      unchanged: checked.length - added.size - changed.size,
    };
  },
});

function effect(day: string | null, month: string | null) {
  if (day !== null) return { effective_on: day, effective_precision: DatePrecision.DAY };
  if (month === null) return { effective_on: null, effective_precision: null };
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('INVALID_DATE', month);
  return { effective_on: `${month}-01`, effective_precision: DatePrecision.MONTH };
}
