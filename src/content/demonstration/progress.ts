import type { ConventionStory } from './cast/story.js';
import { type HalfYear, lastDayOf, statusOn } from './courses.js';
import { type CsvRow, writeCsv } from './csv.js';
import { yearsOf } from './perimeters.js';
import type { Plan, PlanNode } from './plans.js';

const headers = ['convention_ref', 'objective_id', 'status', 'status_date', 'comment'] as const;

type Row = CsvRow<(typeof headers)[number]>;

/** From 30 June 2024 to 30 June 2026. */
const followUps: readonly HalfYear[] = [0, 1, 2, 3, 4];
const lastOfTheLate: HalfYear = 2;

const comments: Readonly<Record<string, string>> = {
  reportée: 'Reportée faute de moyens cette année',
  abandonnée: 'Le besoin est couvert autrement',
  inconnu: 'Le pilote n’a pas répondu',
};

/** Dated statuses, half-year by half-year, as far as each convention is followed up. */
export function progressCsv(plans: Iterable<Plan>): string {
  const rows = [...plans].flatMap(({ story, nodes }) =>
    reportedOf(story).flatMap((half) =>
      nodes.map((node) => entryOf(story, node, half)).filter((row) => row !== null),
    ),
  );
  return writeCsv(headers, rows);
}

function reportedOf(story: ConventionStory): readonly HalfYear[] {
  const [from, to] = yearsOf(story) ?? [0, 0];
  return followUps.filter((half) => {
    const year = Number(lastDayOf(half).slice(0, 4));
    const isFollowed = { REGULAR: true, LATE: half <= lastOfTheLate, SILENT: false }[story.followUp];
    return isFollowed && from <= year && year <= to;
  });
}

function entryOf({ reference }: ConventionStory, { code, course }: PlanNode, half: HalfYear): Row | null {
  const status = course && statusOn(half, course);
  if (status === null) return null;
  return {
    convention_ref: reference,
    objective_id: code,
    status,
    status_date: lastDayOf(half),
    comment: comments[status] ?? null,
  };
}
