import { expect } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import type { TestHub } from '../hub.js';

/** Six conventions of Maine-et-Loire and around it, with their plans. */
export async function loadPlans(hub: TestHub): Promise<void> {
  // A in one EPCI; B in two; C in two départements; D undated; E in a commune of 49 whose EPCI counts in 44; F has ended.
  const loaded = await hub.load(conventions, [
    'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
    'A,Baugé,commune,49,2024,2028,49018',
    'B,Beaufort,commune,49,2024,2028,49021|49007',
    'C,Nantes,commune,44,2025,2028,44109|49007',
    'D,La Ménitré,commune,49,,,49201',
    'E,Ingrandes,commune,49,2025,2028,49160',
    'F,Angers,commune,49,2020,2024,49007',
  ]);
  expect(loaded).toMatchObject({ added: 6, rejected: 0 });
  const plan = await hub.load(planNodes, [
    'objective_id,convention_ref,level,title,parent_title,thematique',
    'O1,A,objectif,Non atteint,,petite enfance',
    'a1,A,action,Faite,Non atteint,petite enfance',
    'a2,A,action,En cours,Non atteint,petite enfance|jeunesse',
    'O2,A,objectif,Atteint,,jeunesse',
    'a3,A,action,Faite aussi,Atteint,jeunesse',
    'O3,A,objectif,Indéterminé,,',
    'a4,A,action,Sans nouvelles,Indéterminé,',
    'O1,B,objectif,Atteint,,petite enfance',
    'b1,B,action,Faite,Atteint,petite enfance',
    // Two words that are both OTHER: it counts there once.
    'O2,B,objectif,Permanent,,enfance-jeunesse|loisirs',
    'b2,B,action,Permanente,Permanent,enfance-jeunesse|loisirs',
    'c1,C,action,Faite,,logement',
    'c2,C,action,À faire,,logement|handicap',
    'd1,D,action,Faite sans date de convention,,logement',
    'O1,E,objectif,Abandonné,,',
    'e1,E,action,Abandonnée,Abandonné,',
    'f1,F,action,Jamais faite,,logement',
  ]);
  expect(plan).toMatchObject({ added: 17, rejected: 0, problems: [] });
  const entries = await hub.load(progress, [
    'convention_ref;objective_id;status;status_date',
    'A;a1;en cours;2024-06-30',
    'A;a1;réalisé;2025-06-30',
    'A;a2;en cours;2024-06-30',
    'A;a3;réalisé;2024-12-31',
    'B;b1;réalisé;2024-12-31',
    'B;b2;permanent;2024-12-31',
    'C;c1;réalisé;2025-12-31',
    'C;c2;non engagé;2025-12-31',
    'D;d1;réalisé;2024-12-31',
    'E;e1;abandonné;2025-01-31',
    'F;f1;non engagé;2024-06-30',
  ]);
  expect(entries).toMatchObject({ added: 11, rejected: 0, problems: [] });
}
