import { objective, shared, type ThemeWords } from './theme-words.js';

export const accessToRights: ThemeWords = {
  leads: ['CCAS', 'maison France services', 'service action sociale'],
  priorities: ['Permettre à chacun de connaître et d’obtenir ses droits'],
  objectives: [
    objective(
      'Rapprocher les services des habitants',
      'Faire circuler un bus des services',
      'Ouvrir une permanence dans chaque ancien chef-lieu de canton',
      'Former les agents d’accueil des mairies au premier niveau d’information',
    ),
    objective(
      'Lutter contre le non-recours',
      'Mener une campagne d’appels vers les familles monoparentales',
      'Organiser des rendez-vous des droits hors les murs',
      'Croiser les signalements des partenaires dans une instance locale',
      'Publier une carte des lieux d’accueil',
    ),
    objective(
      'Coordonner les acteurs de l’accès aux droits',
      'Réunir le réseau deux fois par an',
      'Tenir un annuaire des permanences',
      'Écrire une charte d’orientation commune',
    ),
  ],
};

export const digitalInclusion: ThemeWords = {
  leads: ['conseiller numérique', 'médiathèque', 'maison France services'],
  priorities: ['Ne laisser personne à l’écart des démarches en ligne'],
  objectives: [
    objective(
      'Accompagner les démarches en ligne',
      'Ouvrir des ateliers numériques dans les mairies',
      'Équiper un point d’accès libre par bassin de vie',
      'Former des aidants bénévoles',
    ),
    shared(
      'parentalité',
      objective(
        'Aider les parents face aux écrans',
        'Organiser une semaine sans écran',
        'Proposer des conférences sur les usages des adolescents',
        'Créer un atelier parents-enfants de découverte du code',
      ),
    ),
    objective(
      'Réduire le manque d’équipement',
      'Monter une filière d’ordinateurs reconditionnés',
      'Prêter des tablettes aux collégiens sans équipement',
      'Recenser les zones mal desservies',
    ),
  ],
};

export const housing: ThemeWords = {
  leads: ['service habitat', 'CCAS', 'résidence habitat jeunes'],
  priorities: ['Aider chacun à trouver et garder un logement décent'],
  objectives: [
    objective(
      'Prévenir les impayés et les expulsions',
      'Installer une commission de prévention des impayés',
      'Alerter dès le deuxième loyer impayé',
      'Proposer un atelier budget et énergie',
    ),
    objective(
      'Repérer et traiter le logement indigne',
      'Former les élus et les agents au repérage',
      'Ouvrir un guichet de signalement',
      'Suivre chaque signalement dans un tableau partagé',
    ),
    shared(
      'jeunesse',
      objective(
        'Faciliter le logement des jeunes',
        'Développer le logement temporaire chez l’habitant',
        'Créer des places de résidence habitat jeunes en milieu rural',
        'Informer les apprentis sur les aides au logement',
      ),
    ),
  ],
};

export const socialSupport: ThemeWords = {
  leads: ['CCAS', 'service action sociale', 'centre social'],
  priorities: ['Soutenir les familles fragiles avant la rupture'],
  objectives: [
    objective(
      'Accompagner les familles monoparentales',
      'Ouvrir un accueil à horaires élargis pour les parents en insertion',
      'Organiser un parcours d’ateliers vers l’emploi',
      'Mettre en place un réseau d’entraide de quartier',
    ),
    objective(
      'Coordonner les aides d’urgence',
      'Harmoniser les règlements d’aides facultatives',
      'Tenir une commission d’aide inter-communes',
      'Ouvrir une épicerie solidaire',
      'Recenser les aides alimentaires disponibles',
    ),
    objective(
      'Soutenir les aidants familiaux',
      'Programmer des après-midi de répit',
      'Former les intervenants à domicile au repérage',
      'Créer un groupe d’échange entre aidants',
    ),
  ],
};

/** Local themes: their words are not of the national list, which a hub must bear. */
export const steering: ThemeWords = {
  leads: ['chargé de coopération', 'direction générale des services'],
  priorities: ['Piloter et évaluer la convention ensemble'],
  objectives: [
    objective(
      'Animer la convention',
      'Installer le comité de pilotage annuel',
      'Publier un tableau de bord partagé',
      'Recruter un chargé de coopération',
    ),
    objective(
      'Évaluer ce qui a été fait',
      'Choisir des indicateurs communs par objectif',
      'Mener une enquête auprès des familles',
      'Rendre compte chaque année aux conseils municipaux',
    ),
  ],
};

export const mobility: ThemeWords = {
  leads: ['service mobilités', 'chargé de coopération'],
  priorities: ['Faciliter les déplacements vers les services'],
  objectives: [
    objective(
      'Aider ceux qui ne conduisent pas',
      'Créer un réseau de conducteurs bénévoles',
      'Adapter le transport à la demande aux horaires des accueils',
      'Proposer une location solidaire de véhicules',
    ),
    objective(
      'Encourager les trajets courts',
      'Organiser des lignes de pédibus',
      'Baliser des itinéraires cyclables vers les équipements',
      'Installer des abris à vélos devant les accueils de loisirs',
    ),
  ],
};
