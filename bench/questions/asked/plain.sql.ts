/**
 * Pieces of the plain SQL, which is written for the base tables and their indexes, as one who knows them would. In the
 * generated data every convention has a start, and every amendment a day of effect.
 */

/** Lateral join of the end of convention `c` on a day: the text's, moved by the latest prolongation in effect. */
export const endOn = (day: string): string => `
  left join lateral (
    select a.ends_on from amendment a
    where a.convention_reference = c.reference and a.ends_on is not null and a.effective_on <= ${day}
    order by a.effective_on desc, a.number desc limit 1
  ) moved on true
  cross join lateral (select coalesce(moved.ends_on, c.ends_on) as ends_on) e`;

/** Condition on convention `c` and its end: it has begun and is not known to have ended. */
export const isAlive = (day: string): string =>
  `c.starts_on <= ${day} and (e.ends_on >= ${day} or e.ends_on is null)`;

export const isMember = (day: string): string =>
  `(m.joined_on is null or m.joined_on <= ${day}) and (m.left_on is null or m.left_on > ${day})`;

/**
 * Conventions that touch a département on a day and are alive: `reference`, `title`, `is_undetermined`. Each look-up stands by
 * itself (`offset 0`): without values, the planner takes a département for a large one, and would read tables whole.
 */
export const aliveInDepartment = (department: string, day: string): string => `
  select c.reference, c.title, e.ends_on is null as is_undetermined
  from (
    select convention_reference as reference from convention_territory where territory_id = ${department}
    union
    select m.convention_reference from territory t
    cross join lateral (select * from perimeter_member each where each.territory_id = t.id offset 0) m
    where t.department_id = ${department} and t.kind = 'COMMUNE' and ${isMember(day)}
  ) touching
  cross join lateral (select * from convention each where each.reference = touching.reference offset 0) c ${endOn(day)}
  where ${isAlive(day)}`;

/** What was last known of action `n` on a day. */
export const lastStatus = (day: string): string => `
  left join lateral (
    select p.status from progress_entry p where p.plan_node_id = n.id and p.observed_on <= ${day}
    order by p.observed_on desc, p.id desc limit 1
  ) last on true`;

/** How many actions `a` are under an objective, for `objectiveState`. */
export const countsUnder = `
  count(*) as number, count(*) filter (where a.status <> 'ABANDONED') as alive,
  count(*) filter (where a.status = 'COMPLETED') as completed, count(*) filter (where a.status = 'UNKNOWN') as unknown`;

/** State of an objective, from the counts of what is under it; none if it has no action. */
export const objectiveState = `
  case when alive = 0 then 'ABANDONED'
       when completed = alive then 'REACHED'
       when completed + unknown < alive then 'NOT_REACHED'
       when number > 0 then 'UNDETERMINED' else 'WITHOUT_ACTION' end`;

export const isRated = `status not in ('UNKNOWN', 'ONGOING_PERMANENT', 'ABANDONED')`;
export const isJudged = `state in ('REACHED', 'NOT_REACHED', 'ABANDONED')`;
export const isLate = (day: string): string =>
  `due_on < ${day} and status not in ('COMPLETED', 'ABANDONED', 'ONGOING_PERMANENT')`;
