import { objective, shared, type ThemeWords } from './theme-words.js';

export const childhood: ThemeWords = {
  leads: ['service enfance jeunesse', 'direction de l’éducation', 'coordination enfance'],
  priorities: [
    'Proposer à tous les enfants des temps libres de qualité',
    'Garantir un accueil de loisirs proche de chaque famille',
  ],
  objectives: [
    objective(
      'Adapter l’offre d’accueil de loisirs aux besoins',
      'Ouvrir une antenne d’accueil de loisirs le mercredi',
      'Augmenter la capacité d’accueil en juillet',
      'Organiser un transport vers l’accueil de loisirs',
      'Étudier les besoins de garde de la dernière semaine d’août',
    ),
    objective(
      'Élever la qualité éducative des accueils',
      'Écrire un projet éducatif partagé entre communes',
      'Labelliser les mercredis',
      'Créer une ludothèque mobile',
      'Renouveler le mobilier des salles périscolaires',
    ),
    objective(
      'Rendre les tarifs accessibles',
      'Harmoniser les grilles tarifaires selon le quotient familial',
      'Créer une aide au départ en séjour',
      'Mesurer chaque année le recours des familles modestes',
    ),
    objective(
      'Former et garder les animateurs',
      'Financer le brevet d’animateur de jeunes du territoire',
      'Partager un vivier de remplaçants',
      'Regrouper des temps partiels en postes à temps complet',
    ),
    shared(
      'parentalité',
      objective(
        'Associer les parents à la vie des accueils',
        'Organiser une fête annuelle des accueils de loisirs',
        'Mettre en place un conseil de parents usagers',
        'Diffuser une lettre aux familles à chaque période',
      ),
    ),
  ],
};

export const youth: ThemeWords = {
  leads: ['service jeunesse', 'animateur jeunesse intercommunal', 'centre social'],
  priorities: [
    'Donner aux jeunes une place dans la vie locale',
    'Aller vers les jeunes et soutenir leurs projets',
  ],
  objectives: [
    objective(
      'Aller à la rencontre des jeunes',
      'Créer un poste de promeneur du Net',
      'Faire circuler un local jeunes itinérant',
      'Tenir une présence éducative devant les collèges',
      'Enquêter sur les attentes des plus de quinze ans',
    ),
    objective(
      'Encourager l’engagement',
      'Mettre en place un conseil de jeunes',
      'Ouvrir une bourse aux projets de jeunes',
      'Valoriser l’engagement bénévole par un passeport',
    ),
    objective(
      'Développer l’accueil des adolescents',
      'Ouvrir l’espace jeunes en soirée',
      'Réaménager le local des adolescents avec eux',
      'Proposer des séjours construits par les jeunes',
      'Mutualiser un séjour d’été entre espaces jeunes',
    ),
    shared(
      'accès aux droits',
      objective(
        'Informer et orienter les jeunes',
        'Labelliser un point d’information jeunesse',
        'Organiser un forum des emplois saisonniers',
        'Proposer des entretiens d’écoute confidentiels',
      ),
    ),
  ],
};

export const socialLife: ThemeWords = {
  leads: ['centre social', 'espace de vie sociale', 'service vie associative'],
  priorities: [
    'Faire vivre le lien social dans chaque commune',
    'Conforter les lieux d’animation de la vie sociale',
  ],
  objectives: [
    objective(
      'Étendre le rayonnement du centre social',
      'Renouveler le projet social avec les habitants',
      'Tenir des permanences décentralisées',
      'Installer un comité d’usagers',
      'Évaluer la fréquentation par commune',
    ),
    objective(
      'Soutenir les initiatives d’habitants',
      'Créer un fonds de participation des habitants',
      'Accompagner la naissance d’un espace de vie sociale',
      'Prêter une caravane d’animation aux associations',
    ),
    objective(
      'Rompre l’isolement',
      'Organiser des visites de convivialité',
      'Programmer des repas partagés entre générations',
      'Repérer les familles isolées avec les mairies',
      'Mettre en place un jardin collectif',
    ),
    objective(
      'Faire coopérer les associations',
      'Tenir une journée annuelle des bénévoles',
      'Ouvrir une plateforme de prêt de matériel',
      'Proposer un appui à la gestion associative',
    ),
  ],
};
