import { aroundAngers } from './angers.js';
import { intercommunal } from './intercommunal.js';
import { aroundSaumur } from './saumur.js';
import type { ConventionStory } from './story.js';
import { westward } from './west.js';

/** Every invented convention of the département. */
export const stories: readonly ConventionStory[] = [
  ...aroundAngers,
  ...intercommunal,
  ...westward,
  ...aroundSaumur,
];
