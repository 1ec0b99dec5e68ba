import 'reflect-metadata';
import { type Job, run } from './jobs.js';

const durations = await run(JSON.parse(process.argv[2] ?? '') as Job);
// The peak since the process began, in kilobytes.
const { maxRSS } = process.resourceUsage();
process.send?.({ durations, peakMegabytes: maxRSS / 1024 });
