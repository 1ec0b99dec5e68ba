import type { FastifyInstance } from 'fastify';
import { placeOfLoad } from '../../access/load-place.js';
import type { Database } from '../../db/open.js';
import { HubError } from '../../errors.js';
import { TerritoryIndex } from '../../ingestion/territories/territory-index.js';
import { JournalKind } from '../../journal/journal.rules.js';
import { noteDoor } from '../journal/note-load.js';
import { viewerOfRequest } from '../viewers.js';
import { sendWorkbook } from './annotated.js';
import { readDataset, readTerritory } from './load-options.js';
import { fieldsOf } from './receive.js';

interface Query {
  readonly territory?: string;
  readonly fiscalYear?: string;
}

export const templateRoute = '/templates/:file';

/** Workbooks to fill in: `/templates/subsidies.xlsx?territory=COMMUNE:49018&fiscalYear=2024`. */
export function addTemplates(app: FastifyInstance, database: Database): void {
  app.get<{ Params: { file: string } }>(templateRoute, async (request, reply) => {
    const { params } = request;
    const query: Query = fieldsOf(request.query);
    const dataset = readDataset(params.file.replace(/\.xlsx$/i, ''));
    const fiscalYear = readYear(query.fiscalYear);
    const em = database.fork();
    const territory = query.territory
      ? readTerritory(query.territory, await TerritoryIndex.current(em))
      : null;
    const words = `template(dataset: ${dataset.name}, fiscalYear: ${fiscalYear})`;
    noteDoor(
      request,
      territory ? JournalKind.EXPORT : JournalKind.READ,
      words,
      territory ? [territory.id] : [],
    );
    // What the hub knows of a territory is put in it: for whoever may load for that territory.
    if (territory) await placeOfLoad(em, viewerOfRequest(request), territory.id);
    const { territoryTemplate } = await import('../../workbooks/territory-template.js');
    const workbook = await territoryTemplate(em, { dataset, territory, fiscalYear });
    const parts = ['Modèle', dataset.title, territory?.name, fiscalYear];
    return sendWorkbook(reply, `${parts.filter((part) => part != null).join(' ')}.xlsx`, workbook);
  });
}

/** @throws HubError `INVALID_OPTION` */
function readYear(text: string | undefined): number | null {
  if (!text) return null;
  if (/^(19|20)\d{2}$/.test(text)) return Number(text);
  throw new HubError('INVALID_OPTION', {
    name: 'exercice',
    value: String(text).slice(0, 20),
    expected: 'une année, telle que 2024',
  });
}
