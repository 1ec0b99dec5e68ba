import { ConventionScale } from '../../convention/convention.rules.js';
import {
  identifier,
  optionalDate,
  optionalInteger,
  optionalText,
  optionalYear,
  type RowOf,
  requiredText,
  requiredWord,
  textList,
} from '../column.js';
import { sourceColumns } from '../source-columns.js';

const scaleWords: Readonly<Record<string, ConventionScale>> = {
  commune: ConventionScale.COMMUNE,
  epci: ConventionScale.EPCI,
  'multi epci': ConventionScale.MULTI_EPCI,
  'multi commune': ConventionScale.COMMUNE_GROUP,
  'groupe de communes': ConventionScale.COMMUNE_GROUP,
  syndicat: ConventionScale.COMMUNE_GROUP,
  'multi commune ex epci': ConventionScale.FORMER_EPCI,
  'ancien epci': ConventionScale.FORMER_EPCI,
  'infra epci': ConventionScale.PART_OF_EPCI,
  'epci plus communes': ConventionScale.EPCI_AND_COMMUNES,
};

/** Columns of a file of conventions. */
export const conventionColumns = {
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence unique de la convention',
  ),
  title: requiredText(['territory_name', 'territoire', 'nom du territoire'], 'Nom du territoire'),
  scale: requiredWord(
    [['kind', 'forme', 'échelle'], 'Forme du territoire'],
    (word) => scaleWords[word] ?? null,
    Object.keys(scaleWords),
  ),
  lineage: optionalText(
    ['lineage', 'lignée'],
    'Lignée ; à défaut, la référence sans son numéro de génération',
  ),
  insee: textList(['insee_code', 'code insee'], 'Code INSEE, pour une seule commune'),
  sirens: textList(['siren'], 'SIREN du ou des EPCI, séparés par |'),
  department: requiredText(['departement_code', 'département'], 'Code du département de la Caf signataire'),
  generation: optionalInteger(['generation', 'génération'], 'Génération dans la lignée'),
  startYear: optionalYear(['start_year', 'année de début'], 'Année de début : vaut le 1er janvier'),
  endYear: optionalYear(['end_year', 'année de fin'], 'Année de fin : vaut le 31 décembre'),
  startDate: optionalDate(['start_date', 'date de début'], 'Jour de début'),
  endDate: optionalDate(['end_date', 'date de fin'], 'Jour de fin'),
  durationYears: optionalInteger(['duration_years', 'durée'], 'Durée annoncée, en années'),
  signedOn: optionalDate(['signature_date', 'date de signature'], 'Jour de signature'),
  signatureBasis: optionalText(
    ['signature_date_basis', 'base de la date de signature'],
    'Comment la date est connue',
  ),
  signatories: textList(['signatories', 'signataires'], 'Parties, séparées par |'),
  declaredCommunes: optionalInteger(['n_communes', 'nombre de communes'], 'Communes annoncées'),
  memberNames: textList(['member_communes', 'communes membres'], 'Noms des communes du périmètre'),
  members: textList(['member_insee', 'codes insee des communes'], 'Codes INSEE du périmètre, séparés par |'),
  themes: textList(['thematiques', 'thématiques'], 'Thématiques, séparées par |'),
  declaredPriorities: optionalInteger(['n_enjeux', "nombre d'enjeux"], 'Enjeux annoncés'),
  declaredObjectives: optionalInteger(['n_objectifs', "nombre d'objectifs"], 'Objectifs annoncés'),
  declaredActions: optionalInteger(['n_actions', "nombre d'actions"], 'Actions annoncées'),
  ...sourceColumns,
};

export type ConventionValues = RowOf<typeof conventionColumns>;
