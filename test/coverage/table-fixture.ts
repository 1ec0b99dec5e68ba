import { expect } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import type { TestHub } from '../hub.js';

/** CC Baugeois Vallée: 7 communes, 34 567 inhabitants; CC du Pays d'Ancenis: 20, 70 420, of which one, 3 071, is in 49. */
export const [baugeois, ancenis] = ['244900882', '244400552'];
export const inBaugeois = `within: { kind: EPCI, code: "${baugeois}" }`;

export const load = async (hub: TestHub) => {
  const report = await hub.load(conventions, [
    'convention_ref,territory_name,kind,siren,departement_code,start_date,end_date,start_year,end_year,signature_date,n_communes,member_insee',
    // Baugé-en-Anjou (11 712) twice at once; Beaufort-en-Anjou has 6 901.
    'A-1,Baugé,commune,,49,2022-01-01,2024-12-31,,,2022-06-15,1,49018',
    'B-1,Baugé et Beaufort,multi_commune,,49,,,2024,2026,,2,49018|49021',
    'C-1,Mazé,commune,,49,2018-01-01,2021-12-31,,,2018-01-10,1,49194',
    // La Ménitré (2 079) without dates, Noyant-Villages (5 448) without an end.
    'D-1,La Ménitré,commune,,49,,,,,,1,49201',
    'E-1,Noyant,commune,,49,,,2023,,,1,49228',
    // Names the EPCI and none of its three communes.
    `F-1,Baugeois nord,infra_epci,${baugeois},49,,,2023,2027,,3,`,
    // Over the limit of two départements: Ingrandes (49, 3 071) and Ancenis (44, 11 600).
    'I-1,Ingrandes et Ancenis,multi_commune,,44,2023-01-01,2025-06-30,,,,2,49160|44003',
  ]);
  expect(report).toMatchObject({ added: 7, rejected: 0, problems: [] });
  await hub.load(amendments, [
    'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
    'A-1,1,prolongation,2024-06-01,2025-12-31,,,Un an de plus',
  ]);
};

/** Cholet (54 404, CA Agglomération du Choletais) all along; Beaupréau (23 989, Mauges Communauté) out from 2019 to 2027. */
export const loadMoving = async (hub: TestHub) => {
  await hub.load(conventions, [
    'convention_ref,territory_name,kind,departement_code,start_date,end_date,signature_date,n_communes,member_insee',
    'G-1,Cholet et Beaupréau,multi_commune,49,2016-01-01,2032-12-31,2016-01-01,2,49099|49023',
  ]);
  const report = await hub.load(amendments, [
    'convention_ref,number,kind,effective_date,communes_added,communes_removed,summary',
    'G-1,1,périmètre,2019-01-01,,49023,Beaupréau sort',
    'G-1,2,périmètre,2028-01-01,49023,,Beaupréau revient',
  ]);
  expect(report).toMatchObject({ added: 2, rejected: 0 });
};
