import { Refusal } from '../report/problem.js';
import { type Header, optional, optionalText, type RowOf } from './column.js';

/** A number of a batch, as a template wrote it. */
const optionalRevision = (...header: Header) =>
  optional<string>(header, {
    kind: 'TEXT',
    parse: (text) => {
      if (!/^\d{1,9}$/.test(text))
        throw new Refusal('INVALID_IDENTIFIER', text, null, 'le modèle y écrit un nombre.');
      return text;
    },
    format: (value) => value,
  });

/** Columns that every data set has: the public source of each row, and what a template hides for a safe re-load. */
export const sourceColumns = {
  sourceUrl: optionalText(
    ['source_url', 'adresse de la source', 'lien'],
    'Adresse de la source publique, s’il y en a une',
  ),
  sourceTitle: optionalText(
    ['source_title', 'source', 'titre de la source'],
    'Titre de la source publique, s’il y en a une',
  ),
  notes: optionalText(['notes', 'remarques', 'observations'], 'Remarques'),
  hubKey: optionalText(['hub_key', 'clé du hub'], 'Remplie par le modèle : l’enregistrement de la ligne'),
  hubRevision: optionalRevision(
    ['hub_revision', 'révision du hub'],
    'Remplie par le modèle : la révision que portait l’enregistrement',
  ),
};

/** Columns that a template hides: people have no use for them. */
export const hiddenColumns: ReadonlySet<string> = new Set(['hubKey', 'hubRevision']);

export type SourceValues = RowOf<typeof sourceColumns>;
