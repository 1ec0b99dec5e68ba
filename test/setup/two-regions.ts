import type { FranceData } from '../../src/ingestion/territories/france.js';

/** Bretagne and Pays de la Loire: a fourteenth of France, with EPCI that cross départements, and one that crosses the two régions. */
export function twoRegionsOf<T extends Pick<FranceData, 'communes' | 'epcis'>>(france: T): T {
  const communes = france.communes.filter(({ region }) => ['52', '53'].includes(region));
  const codes = new Set(communes.map(({ code }) => code));
  const epcis = france.epcis.filter(({ membres }) => membres.some(({ code }) => codes.has(code)));
  return { ...france, communes, epcis };
}
