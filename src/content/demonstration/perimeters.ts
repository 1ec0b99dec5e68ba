import type { ConventionStory } from './cast/story.js';
import type { Place, Places } from './places.js';

/** EPCI scales at which naming an EPCI covers all its communes. */
const wholeEpciScales = ['epci', 'multi_epci', 'epci_plus_communes'];

/** Communes that a convention covers when it is signed; none when its source names none. */
export function perimeterOf(story: ConventionStory, places: Places): readonly Place[] {
  if (story.communes.length > 0) return story.communes.map(places.commune);
  if (!wholeEpciScales.includes(story.scale)) return [];
  const inside = story.epcis.flatMap((name) => places.epci(name).communes);
  return [...inside, ...story.signing.map((name) => places.commune(communeIn(name)))];
}

const communeIn = (signatory: string): string => signatory.replace(/^(Commune|Ville) (de |d’)/, '');

/** First and last year of a convention; null when its source gives no dates. */
export function yearsOf({ period }: ConventionStory): readonly [from: number, to: number] | null {
  return period && [Number(period[0].slice(0, 4)), Number(period[1].slice(0, 4))];
}

/** Codes of the communes under a convention in a year, which is what a territory bonus asks for. */
export function coveredIn(year: number, stories: readonly ConventionStory[], places: Places): Set<string> {
  const running = stories.filter((story) => {
    const years = yearsOf(story);
    return years !== null && years[0] <= year && year <= (story.prolongedTo ?? years[1]);
  });
  return new Set(running.flatMap((story) => perimeterOf(story, places).map(({ code }) => code)));
}
