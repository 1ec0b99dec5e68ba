import { objective, shared, type ThemeWords } from './theme-words.js';

export const earlyChildhood: ThemeWords = {
  leads: ['service petite enfance', 'relais petite enfance', 'direction de la petite enfance'],
  priorities: [
    'Offrir à chaque famille un mode d’accueil qui lui convient',
    'Consolider l’accueil du jeune enfant sur tout le territoire',
  ],
  objectives: [
    objective(
      'Maintenir le nombre de places d’accueil collectif',
      'Rénover le multi-accueil municipal',
      'Étudier la création d’une micro-crèche dans une commune sans offre',
      'Adapter les amplitudes d’ouverture aux horaires décalés',
      'Réserver des places à l’accueil d’urgence',
    ),
    objective(
      'Soutenir l’accueil individuel',
      'Organiser une soirée annuelle de découverte du métier d’assistant maternel',
      'Ouvrir un second lieu de matinées d’éveil',
      'Accompagner un projet de maison d’assistants maternels',
      'Prêter du matériel de puériculture aux nouveaux professionnels',
    ),
    objective(
      'Simplifier la recherche d’un mode d’accueil',
      'Créer un guichet unique d’information aux parents',
      'Harmoniser les critères d’attribution des places',
      'Mettre en ligne une demande de préinscription commune',
    ),
    objective(
      'Fidéliser les professionnels de la petite enfance',
      'Mutualiser un plan de formation entre structures',
      'Constituer une équipe volante de remplacement',
      'Mettre en place des temps d’analyse de la pratique',
    ),
    shared(
      'handicap',
      objective(
        'Accueillir les jeunes enfants à besoins particuliers',
        'Former un référent inclusion par établissement',
        'Équiper les structures en matériel adapté',
        'Écrire un protocole d’accueil avec les services de soins',
      ),
    ),
  ],
};

export const parenting: ThemeWords = {
  leads: ['centre social', 'coordination parentalité', 'CCAS'],
  priorities: [
    'Être aux côtés des parents à chaque âge de l’enfant',
    'Rendre lisible l’offre de soutien à la parentalité',
  ],
  objectives: [
    objective(
      'Multiplier les lieux d’échange entre parents',
      'Ouvrir un lieu d’accueil enfants-parents itinérant',
      'Programmer un café des parents chaque trimestre',
      'Proposer des ateliers parents-enfants pendant les vacances',
      'Former des parents relais bénévoles',
    ),
    objective(
      'Faire connaître ce qui existe pour les parents',
      'Éditer un guide des services aux familles',
      'Tenir une rencontre annuelle des acteurs de la parentalité',
      'Publier un agenda partagé des animations familiales',
    ),
    objective(
      'Accompagner la scolarité',
      'Étendre l’accompagnement à la scolarité au collège',
      'Recruter et former des accompagnateurs bénévoles',
      'Associer les parents à un bilan de fin d’année',
    ),
    objective(
      'Soutenir les parents dans les moments difficiles',
      'Assurer une permanence de médiation familiale',
      'Créer un groupe de parole pour les parents séparés',
      'Proposer une écoute aux parents d’adolescents',
      'Ouvrir une halte de répit pour les parents épuisés',
    ),
  ],
};

export const disability: ThemeWords = {
  leads: ['référent inclusion', 'CCAS', 'coordination petite enfance et enfance'],
  priorities: ['Accueillir tous les enfants, quels que soient leurs besoins'],
  objectives: [
    objective(
      'Ouvrir les loisirs aux enfants en situation de handicap',
      'Recruter des animateurs de renfort pour les mercredis',
      'Préparer chaque accueil par un entretien avec la famille',
      'Aménager un espace calme dans chaque accueil de loisirs',
    ),
    objective(
      'Outiller les professionnels',
      'Organiser une formation commune sur les troubles du comportement',
      'Constituer une malle pédagogique partagée',
      'Créer un réseau de référents inclusion',
    ),
    shared(
      'parentalité',
      objective(
        'Soutenir les familles concernées',
        'Recenser les solutions de répit du territoire',
        'Tenir une permanence d’information sur les droits',
        'Mettre en relation des familles volontaires',
      ),
    ),
  ],
};
