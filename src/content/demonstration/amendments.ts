import { type CsvRow, writeCsv } from './csv.js';
import type { Places } from './places.js';

const headers = [
  'convention_ref',
  'number',
  'kind',
  'effective_date',
  'effective_month',
  'end_year',
  'end_date',
  'communes_added',
  'communes_removed',
  'summary',
  'notes',
] as const;

type Row = CsvRow<(typeof headers)[number]>;

/** Every kind of amendment, with the ways in which sources date them: a day, a month, not at all. */
export function amendmentsCsv({ commune }: Places): string {
  const codes = (...names: string[]) => names.map((name) => commune(name).code).join('|');
  const rows: Row[] = [
    {
      convention_ref: 'DEMO-49-ANGERS-1',
      number: 1,
      kind: 'prolongation',
      effective_date: '2022-12-15',
      end_date: '2023-12-31',
      summary: 'Prolonge la convention d’un an, le temps de préparer la suivante',
    },
    {
      convention_ref: 'DEMO-49-COURONNE-EST-1',
      number: 1,
      kind: 'signataire',
      effective_date: '2024-03-15',
      summary: 'La commune de Verrières-en-Anjou signe à son tour',
    },
    {
      convention_ref: 'DEMO-49-COURONNE-EST-1',
      number: 2,
      kind: 'périmètre',
      effective_date: '2025-07-01',
      communes_added: codes('Écouflant', 'Sarrigné'),
      communes_removed: codes('Sainte-Gemmes-sur-Loire'),
      summary: 'Deux communes entrent dans le périmètre, une en sort',
    },
    {
      convention_ref: 'DEMO-49-BAUGEOIS-1',
      number: 1,
      kind: 'contenu',
      effective_date: '2024-06-20',
      summary: 'Ajoute le volet « inclusion numérique » au plan d’actions',
    },
    {
      convention_ref: 'DEMO-49-MAUGES-1',
      number: 1,
      kind: 'contenu',
      effective_month: '2023-04',
      summary: 'Ajoute le plan d’actions et les indicateurs',
    },
    {
      convention_ref: 'DEMO-49-CHOLETAIS-1',
      number: 1,
      kind: 'périmètre',
      effective_date: '2026-01-01',
      communes_added: codes('Nuaillé'),
      summary: 'Une commune entre dans le périmètre',
    },
    {
      convention_ref: 'DEMO-49-LONGUE-1',
      number: 1,
      kind: 'prolongation',
      effective_date: '2025-11-20',
      end_year: 2026,
      summary: 'Prolonge la convention jusqu’à la fin de 2026',
    },
    {
      convention_ref: 'DEMO-49-SAUMUROIS-1',
      number: 1,
      kind: 'signataire',
      summary: 'Une commune de plus signe la convention',
      notes: 'La source ne date pas l’avenant',
    },
  ];
  return writeCsv(headers, rows);
}
