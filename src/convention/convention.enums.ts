import { registerEnumType } from 'type-graphql';
import {
  AmendmentKind,
  ConventionScale,
  ConventionState,
  CoverageRule,
  DatePrecision,
  PerimeterBasis,
  SignatoryKind,
  SignatoryRole,
  Theme,
} from './convention.rules.js';

registerEnumType(ConventionScale, {
  name: 'ConventionScale',
  description: 'La forme du territoire d’une CTG.',
  valuesConfig: {
    COMMUNE: { description: 'Une seule commune.' },
    EPCI: { description: 'Un EPCI, avec tout ou partie de ses communes pour cosignataires.' },
    MULTI_EPCI: { description: 'Plusieurs EPCI, parfois avec des communes en plus.' },
    COMMUNE_GROUP: { description: 'Un groupe de communes, plus petit qu’un EPCI, ou réuni par un syndicat.' },
    FORMER_EPCI: { description: 'Le périmètre d’un ancien EPCI, à l’intérieur de celui d’aujourd’hui.' },
    PART_OF_EPCI: { description: 'Une partie d’un EPCI qui compte plusieurs CTG.' },
    EPCI_AND_COMMUNES: { description: 'Un EPCI et des communes qui n’en sont pas membres.' },
  },
});

registerEnumType(PerimeterBasis, {
  name: 'PerimeterBasis',
  description: 'Comment les communes du périmètre d’une CTG sont connues.',
  valuesConfig: {
    LISTED: { description: 'La source donne la liste des communes.' },
    WHOLE_EPCI: {
      description: 'La CTG est à l’échelle d’EPCI entiers : ce sont leurs communes du millésime.',
    },
    NOT_STATED: {
      description: 'La source ne donne pas les communes : elles sont inconnues, donc comptées à part.',
    },
  },
});

registerEnumType(DatePrecision, {
  name: 'DatePrecision',
  description: 'La précision avec laquelle une source donne une date.',
  valuesConfig: {
    DAY: { description: 'Le jour est donné.' },
    MONTH: { description: 'Seul le mois est donné : un début vaut son premier jour, une fin son dernier.' },
    YEAR: { description: 'Seule l’année est donnée : un début vaut le 1er janvier, une fin le 31 décembre.' },
  },
});

registerEnumType(CoverageRule, {
  name: 'CoverageRule',
  description: 'Ce que « couvert à une date » veut dire.',
  valuesConfig: {
    PERIOD: { description: 'La date est dans la période de la convention, même signée après coup.' },
    PERIOD_AND_SIGNED: { description: 'La date est dans la période, et la convention était déjà signée.' },
  },
});

registerEnumType(ConventionState, {
  name: 'ConventionState',
  description: 'Où en est une convention à une date.',
  valuesConfig: {
    IN_FORCE: { description: 'En vigueur.' },
    NOT_STARTED: { description: 'Pas encore commencée.' },
    ENDED: { description: 'Terminée.' },
    NOT_SIGNED: {
      description:
        'Pas encore signée à la date (règle PERIOD_AND_SIGNED), que sa période soit connue ou non.',
    },
    UNDETERMINED: {
      description: 'La source ne donne pas les dates qu’il faudrait : comptée à part, jamais devinée.',
    },
  },
});

registerEnumType(SignatoryKind, {
  name: 'SignatoryKind',
  description: 'La nature d’une partie à une convention.',
  valuesConfig: {
    CAF: { description: 'Caisse d’allocations familiales.' },
    COMMUNE: { description: 'Commune, ou plusieurs.' },
    EPCI: { description: 'EPCI à fiscalité propre.' },
    INTERMUNICIPAL_SYNDICATE: { description: 'Syndicat intercommunal.' },
    SOCIAL_ACTION_CENTRE: { description: 'Centre communal ou intercommunal d’action sociale.' },
    DEPARTMENT: { description: 'Conseil départemental.' },
    MSA: { description: 'Mutualité sociale agricole.' },
    CPAM: { description: 'Caisse primaire d’assurance maladie.' },
    CARSAT: { description: 'Caisse d’assurance retraite et de la santé au travail.' },
    STATE: { description: 'État, Éducation nationale comprise.' },
    OTHER: { description: 'Le nom ne permet pas de le dire.' },
  },
});

registerEnumType(SignatoryRole, {
  name: 'SignatoryRole',
  description: 'Le rôle d’une partie.',
  valuesConfig: {
    SIGNATORY: { description: 'Signataire.' },
    PARTNER: { description: 'Partenaire, sans signer.' },
  },
});

registerEnumType(AmendmentKind, {
  name: 'AmendmentKind',
  description: 'Ce que change un avenant.',
  valuesConfig: {
    PROLONGATION: { description: 'Prolonge la convention.' },
    SIGNATORY_ADDED: { description: 'Ajoute un signataire.' },
    PERIMETER_CHANGED: { description: 'Change le périmètre.' },
    CONTENT_ADDED: { description: 'Ajoute du contenu (plan d’actions, évaluation, schéma…).' },
  },
});

registerEnumType(Theme, {
  name: 'Theme',
  description: 'Les thématiques d’une CTG (liste de la Cnaf). Les mots de la source sont gardés à côté.',
  valuesConfig: {
    EARLY_CHILDHOOD: { description: 'Petite enfance.' },
    CHILDHOOD: { description: 'Enfance.' },
    YOUTH: { description: 'Jeunesse.' },
    PARENTING: { description: 'Parentalité.' },
    ACCESS_TO_RIGHTS: { description: 'Accès aux droits.' },
    DIGITAL_INCLUSION: { description: 'Inclusion numérique.' },
    SOCIAL_LIFE: { description: 'Animation de la vie sociale.' },
    HOUSING: { description: 'Logement et cadre de vie.' },
    DISABILITY: { description: 'Handicap.' },
    SOCIAL_SUPPORT: { description: 'Accompagnement social.' },
    OTHER: { description: 'Thématique locale, ou qui en réunit plusieurs : voir les mots de la source.' },
  },
});
