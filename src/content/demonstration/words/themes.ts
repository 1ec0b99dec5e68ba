import { childhood, socialLife, youth } from './children-and-youth.js';
import {
  accessToRights,
  digitalInclusion,
  housing,
  mobility,
  socialSupport,
  steering,
} from './rights-and-housing.js';
import type { ThemeWords } from './theme-words.js';
import { disability, earlyChildhood, parenting } from './young-families.js';

/** Themes in the words that conventions use for them; the last two are local. */
export const themes = {
  'petite enfance': earlyChildhood,
  enfance: childhood,
  jeunesse: youth,
  parentalité: parenting,
  'accès aux droits': accessToRights,
  'inclusion numérique': digitalInclusion,
  'animation de la vie sociale': socialLife,
  logement: housing,
  handicap: disability,
  'accompagnement social': socialSupport,
  pilotage: steering,
  mobilité: mobility,
} satisfies Readonly<Record<string, ThemeWords>>;

export type ThemeName = keyof typeof themes;
