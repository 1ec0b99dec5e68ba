import { type AmountRow, amountRow } from './amounts.js';
import { type Places, theDepartment } from './places.js';

/** Amounts that belong to no yearly total, one for each reason to keep them apart. */
export function amountsSetAside({ commune }: Places): AmountRow[] {
  const segre = commune('Segré-en-Anjou Bleu');
  const cholet = commune('Cholet');
  const chalonnes = commune('Chalonnes-sur-Loire');
  return [
    amountRow(theDepartment, 2024, 2_900_000_000, {
      amount_id: 'DEMO-49-2024-TOTAL',
      precision: 'approx',
      sector: 'tous secteurs',
      nature: 'réel (versé)',
      notes: 'Total publié pour le département : il répète l’argent des communes',
    }),
    amountRow(segre, 2021, 214_000_000, {
      amount_id: 'DEMO-49331-2021-2025-CUMUL',
      year_end: 2025,
      precision: 'at_least',
      sector: 'tous secteurs',
      nature: 'réel (versé)',
      periodicity: 'cumulé',
      notes: 'Somme de cinq années',
    }),
    amountRow(cholet, 2024, 12_500_000, {
      amount_id: 'DEMO-49099-SANS-ANNEE',
      year_start: null,
      year_end: null,
      precision: 'approx',
      sector: 'jeunesse',
      nature: 'réel (versé)',
      notes: 'La source ne dit pas de quelle année',
    }),
    amountRow(chalonnes, 2024, 4_650_000, {
      amount_id: 'DEMO-49063-2024-SANS-NATURE',
      sector: 'enfance',
      funding_line: 'Fonds locaux',
      nature: null,
      notes: 'La source ne dit pas si le montant est prévu ou versé',
    }),
  ];
}
