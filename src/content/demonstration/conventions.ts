import type { ConventionStory } from './cast/story.js';
import { type CsvRow, writeCsv } from './csv.js';
import { perimeterOf, yearsOf } from './perimeters.js';
import { departmentCode, type Places } from './places.js';
import type { Plan, PlanNode } from './plans.js';

const headers = [
  'convention_ref',
  'territory_name',
  'kind',
  'insee_code',
  'siren',
  'departement_code',
  'generation',
  'start_year',
  'end_year',
  'start_date',
  'end_date',
  'duration_years',
  'signature_date',
  'signature_date_basis',
  'signatories',
  'n_communes',
  'member_communes',
  'member_insee',
  'thematiques',
  'n_enjeux',
  'n_objectifs',
  'n_actions',
  'notes',
] as const;

type Row = CsvRow<(typeof headers)[number]>;

export function conventionsCsv(
  stories: readonly ConventionStory[],
  plans: ReadonlyMap<string, Plan>,
  places: Places,
): string {
  const rows = stories.map((story) => ({
    convention_ref: story.reference,
    territory_name: `${story.territory} (démonstration)`,
    kind: story.scale,
    departement_code: departmentCode,
    generation: story.generation,
    signatories: ['Caf de Maine-et-Loire', ...story.epcis, ...story.signing].join('|'),
    thematiques: story.themes.join('|'),
    notes: story.notes,
    ...datesOf(story),
    ...territoryOf(story, places),
    ...announced(story, plans.get(story.reference)),
  }));
  return writeCsv(headers, rows);
}

/** Some sources state days and others bare years, so the rows do too. */
function datesOf(story: ConventionStory): Row {
  const { period, signedOn } = story;
  const signature = signedOn && { signature_date: signedOn, signature_date_basis: 'inventée' };
  const years = yearsOf(story);
  if (period === null || years === null) return { ...signature };
  const [from, to] = years;
  const isDay = period[0].length > 4;
  const bounds = isDay ? { start_date: period[0], end_date: period[1] } : { start_year: from, end_year: to };
  return { ...signature, ...bounds, duration_years: to - from + 1 };
}

function territoryOf(story: ConventionStory, places: Places): Row {
  const perimeter = perimeterOf(story, places);
  const listed = story.communes.map(places.commune);
  return {
    insee_code: story.scale === 'commune' ? listed.map(({ code }) => code).join('|') : null,
    siren: story.epcis.map((name) => places.epci(name).code).join('|'),
    n_communes: story.announcedCommunes ?? perimeter.length,
    member_communes: listed.map(({ name }) => name).join('|'),
    member_insee: listed.map(({ code }) => code).join('|'),
  };
}

/** What the text announces: what its plan lists, and in a few cases more. */
function announced({ notListed }: ConventionStory, plan: Plan | undefined): Row {
  if (!plan) return {};
  const count = (rank: PlanNode['rank']) => plan.nodes.filter((node) => node.rank === rank).length;
  const stated = (number: number) => (number > 0 ? number : null);
  return {
    n_enjeux: stated(count('priority')),
    n_objectifs: stated(count('objective') + notListed.objectives),
    n_actions: stated(count('action') + notListed.actions),
  };
}
