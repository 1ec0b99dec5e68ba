import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';

/** What is easily lost on the way to a file and back. */
export const awkward: readonly (readonly [Dataset, readonly string[]])[] = [
  [
    conventions,
    [
      'référence;territoire;forme;lignée;département;codes insee des communes;siren;signataires;année de début;date de début;date de fin;date de signature;thématiques;notes;lien',
      'A-1;"Ex ""Baugeois"" ; est";groupe de communes;baugeois;49;49018|49001|49194;;MSA|Commune de Mazé-Milon|Caf|Caf;2024;;31/12/2028;02/03/2024;santé|petite enfance;"- deux lignes\nde remarques";https://exemple.fr/a',
      'B-1;Baugeois Vallée;EPCI;;49;;244900882;;;01/01/2024;;;;;',
    ],
  ],
  [
    amendments,
    [
      "référence;numéro;nature;mois d'effet;date d'effet;nouvelle année de fin;communes ajoutées;communes retirées;résumé",
      'A-1;1;périmètre;06/2025;;;49007;;Angers entre',
      'A-1;2;périmètre;;01/01/2026;;;49018;Baugé sort',
      'A-1;10;prolongation;;01/02/2026;2030;;;Deux ans de plus',
    ],
  ],
  [
    planNodes,
    [
      'référence;code;niveau;intitulé;parent;échéance',
      'A-1;2.1;Objectif;Accueillir;;',
      'A-1;2-1;Objectif;Accueillir;;',
      'A-1;10;Action;Ouvrir;2-1;2025-01 (début possible)',
      'A-1;9;Action;Ouvrir;2.1;',
    ],
  ],
  [
    progress,
    [
      "référence;code;état;date de l'état;percent",
      'A-1;10;réalisé (2023);;',
      'A-1;10;En cours;31/12/2024;45 %',
      'A-1;10;on verra;;',
    ],
  ],
  [
    subsidies,
    [
      'identifiant;type de territoire;code;exercice;dernière année;montant;secteur;ligne;nature;précision;périodicité;gestionnaire',
      ';;49018;2024;;-12,05;;Aide inventée;réel (attribué);approx;;Les Petits',
      'S-1;;49018;2023;;1 000;petite enfance;;prévision;exact plafond;annuel;',
      ';;244900882;2024;;780 552,25;petite enfance|jeunesse;;réel;;;',
      ';;244900882;2022;2024;3;;;;;cumulé;',
      ';département;49;2024;;5 000;;;;au moins;;',
      ';;49007;2023;;7;;;décision;;ponctuel;',
      ';;44109;2023;;8;;;réel;;;',
    ],
  ],
  [
    indicators,
    [
      'code;indicateur;valeur;année;date;série;unité',
      '49018;Enfants de moins de 3 ans;1 234,5;2023;;RP;',
      '49018;Enfants de moins de 3 ans;1300;2023;;Caf;',
      '49018;Bancs publics;12;;30/06/2024;;bancs',
      '244900882;Enfants de moins de 3 ans;secret;2022;;;',
    ],
  ],
];
