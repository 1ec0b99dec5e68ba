import { base } from './base/samples.js';
import { amounts } from './amounts/samples.js';
import { csv } from './csv/samples.js';
import { dates } from './dates/samples.js';
import { headers } from './headers/samples.js';
import { keys } from './keys/samples.js';
import type { Theme } from './sample.js';
import { territories } from './territories/samples.js';
import { totals } from './totals/samples.js';
import { words } from './words/samples.js';

export { base };
export const themes: readonly Theme[] = [base, csv, headers, amounts, dates, territories, words, totals, keys];
