import { optionalText } from './column.js';

/** Columns that every data set has: the public source of each row. */
export const sourceColumns = {
  sourceUrl: optionalText(['source_url', 'adresse de la source'], 'Adresse de la source publique'),
  sourceTitle: optionalText(['source_title', 'source', 'titre de la source'], 'Titre de la source publique'),
  notes: optionalText(['notes', 'remarques'], 'Remarques'),
};
