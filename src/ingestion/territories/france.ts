import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The package's own index.js reads ./data of the working directory, so its files are opened by path.
const require = createRequire(import.meta.url);
const packagePath = '@etalab/decoupage-administratif';

interface CommuneData {
  readonly code: string;
  readonly nom: string;
  readonly type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  readonly zone: string;
  readonly departement: string;
  readonly region: string;
  readonly siren?: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
  readonly anciensCodes?: readonly string[];
  readonly chefLieu?: string;
  readonly commune?: string;
}
interface EpciData {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly membres: readonly { readonly code: string }[];
}
interface AreaData {
  readonly code: string;
  readonly nom: string;
  readonly region?: string;
  readonly zone: string;
}

/** The administrative geography of France, as the package ships it. */
export interface FranceData {
  readonly version: string;
  readonly communes: readonly CommuneData[];
  readonly epcis: readonly EpciData[];
  readonly departments: readonly AreaData[];
  readonly regions: readonly AreaData[];
}

const read = (file: string) => JSON.parse(readFileSync(require.resolve(`${packagePath}/${file}`), 'utf8'));

export function readFrance(): FranceData {
  return {
    version: read('package.json').version,
    communes: read('data/communes.json'),
    epcis: read('data/epci.json'),
    departments: read('data/departements.json'),
    regions: read('data/regions.json'),
  };
}
