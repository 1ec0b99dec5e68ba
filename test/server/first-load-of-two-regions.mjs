import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { twoRegionsOf } from '../setup/two-regions.ts';

// Imported before a hub, so that its first load takes a second and not fifteen: it finds two régions in the files of France.

const read = fs.readFileSync;
const isOfFrance = /decoupage-administratif\/data\/(communes|epci)\.json$/;

fs.readFileSync = (path, ...options) => {
  const [, name] = isOfFrance.exec(path) ?? [];
  if (name === undefined) return read(path, ...options);
  const of = (file) => JSON.parse(read(path.replace(/\w+\.json$/, file), 'utf8'));
  const { communes, epcis } = twoRegionsOf({ communes: of('communes.json'), epcis: of('epci.json') });
  return JSON.stringify(name === 'epci' ? epcis : communes);
};
syncBuiltinESMExports();
