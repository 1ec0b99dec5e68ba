import { base } from './base/samples.js';
import type { Theme } from './sample.js';

export { base };
export const themes: readonly Theme[] = [base];
