import type { ThemeName } from '../words/themes.js';

/** How the levels of a plan are called, which each convention decides for itself. */
export type PlanShape = 'ENJEUX' | 'AXES' | 'STRATEGIC_OBJECTIVES' | 'OBJECTIVES_ONLY';

/** How well the statuses of a plan are kept up. */
export type FollowUp = 'REGULAR' | 'LATE' | 'SILENT';

/** One invented convention, in the names of real territories. */
export interface ConventionStory {
  readonly reference: string;
  readonly territory: string;
  /** Shape of the territory, in the words of a file. */
  readonly scale: string;
  readonly generation: number;
  /** Two years, two days, or null when the source gives no dates. */
  readonly period: readonly [from: string, to: string] | null;
  readonly signedOn: string | null;
  /** Last year once an amendment has prolonged it. */
  readonly prolongedTo: number | null;
  /** EPCI that the convention names; all of their communes are covered unless `communes` lists some. */
  readonly epcis: readonly string[];
  readonly communes: readonly string[];
  /** Signatories other than the Caf and the EPCI. */
  readonly signing: readonly string[];
  /** Given when the communes announced are not those that the row allows to know. */
  readonly announcedCommunes: number | null;
  readonly themes: readonly ThemeName[];
  readonly plan: PlanShape | null;
  readonly followUp: FollowUp;
  /** What the text announces beyond what its plan lists. */
  readonly notListed: { readonly objectives: number; readonly actions: number };
  readonly notes: string | null;
}

type Told = Pick<ConventionStory, 'reference' | 'territory' | 'scale' | 'generation' | 'period' | 'signedOn'>;

/** A convention without plan, without theme and with the Caf alone, but for what is told of it. */
export const story = (told: Told & Partial<ConventionStory>): ConventionStory => ({
  prolongedTo: null,
  epcis: [],
  communes: [],
  signing: [],
  announcedCommunes: null,
  themes: [],
  plan: null,
  followUp: 'REGULAR',
  notListed: { objectives: 0, actions: 0 },
  notes: null,
  ...told,
});
