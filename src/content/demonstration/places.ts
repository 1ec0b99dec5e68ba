import type { FranceData } from '../../ingestion/territories/france.js';

/** The département that the demonstration is about: Maine-et-Loire. */
export const departmentCode = '49';

export interface Place {
  readonly kind: 'commune' | 'epci' | 'departement';
  readonly code: string;
  readonly name: string;
  readonly population: number;
}

/** An EPCI with its communes, those of another département left out. */
export interface EpciPlace extends Place {
  readonly communes: readonly Place[];
  /** False when some of its communes are of another département. */
  readonly isWhole: boolean;
}

/** The département itself, to give a number about: its people are its communes'. */
export const theDepartment = { kind: 'departement', code: departmentCode, name: 'Maine-et-Loire' } as const;

/** The real territories of the département: the only true thing in the demonstration. */
export interface Places {
  readonly communes: readonly Place[];
  readonly epcis: readonly EpciPlace[];
  readonly commune: (name: string) => Place;
  readonly epci: (name: string) => EpciPlace;
}

export function placesOf({ communes, epcis }: FranceData): Places {
  const here = communes
    .filter(({ type, departement }) => type === 'commune-actuelle' && departement === departmentCode)
    .map(({ code, nom, population = 0 }): Place => ({ kind: 'commune', code, name: nom, population }));
  const byCode = new Map(here.map((place) => [place.code, place]));
  const groups = epcis
    .map(({ code, nom, membres }): EpciPlace => {
      const members = membres.map((member) => byCode.get(member.code)).filter((each) => each !== undefined);
      const population = members.reduce((sum, each) => sum + each.population, 0);
      const isWhole = members.length === membres.length;
      return { kind: 'epci', code, name: nom, population, communes: members, isWhole };
    })
    .filter((epci) => epci.communes.length > 0);
  return { communes: here, epcis: groups, commune: finder(here), epci: finder(groups) };
}

/** Finds by exact name: a name that no territory bears is a mistake of the demonstration, never skipped. */
function finder<T extends Place>(places: readonly T[]): (name: string) => T {
  const byName = new Map(places.map((place) => [place.name, place]));
  return (name) => {
    const place = byName.get(name);
    if (!place) throw new Error(`No territory of ${departmentCode} is called ${name}`);
    return place;
  };
}
