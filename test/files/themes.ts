import { amounts } from './amounts/samples.js';
import { base } from './base/samples.js';
import { conventions } from './conventions/samples.js';
import { csv } from './csv/samples.js';
import { dates } from './dates/samples.js';
import { formats } from './formats/samples.js';
import { headers } from './headers/samples.js';
import { hostile } from './hostile/samples.js';
import { indicators } from './indicators/samples.js';
import { json } from './json/samples.js';
import { keys } from './keys/samples.js';
import { persons } from './persons/samples.js';
import { plans } from './plans/samples.js';
import { reallife } from './reallife/samples.js';
import type { Theme } from './sample.js';
import { sheets } from './sheets/samples.js';
import { territories } from './territories/samples.js';
import { totals } from './totals/samples.js';
import { words } from './words/samples.js';
import { workbooks } from './workbooks/samples.js';

export { base };

/** Every sample, theme by theme, in the order of the list. */
export const themes: readonly Theme[] = [
  base,
  csv,
  headers,
  persons,
  amounts,
  dates,
  territories,
  words,
  totals,
  keys,
  conventions,
  plans,
  indicators,
  sheets,
  workbooks,
  json,
  formats,
  hostile,
  reallife,
];
