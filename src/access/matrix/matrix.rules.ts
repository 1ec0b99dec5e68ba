import type { GraphQLNamedType } from 'graphql';
import { type GraphQLInterfaceType, type GraphQLObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { Role } from '../../viewer.js';
import { conventionRules } from './convention.rules.js';
import { coverageRules } from './coverage.rules.js';
import { indicatorRules } from './indicator.rules.js';
import { loadingRules } from './loading.rules.js';
import { planRules } from './plan.rules.js';
import { provenanceRules } from './provenance.rules.js';
import { referenceRules } from './reference.rules.js';
import { rootRules } from './root.rules.js';
import { type AreaRules, Cell, type RuleName, rules } from './rule.rules.js';
import { subsidyRules } from './subsidy.rules.js';
import { territoryRules } from './territory.rules.js';

export const areas: readonly AreaRules[] = [
  rootRules,
  referenceRules,
  territoryRules,
  conventionRules,
  planRules,
  subsidyRules,
  coverageRules,
  indicatorRules,
  provenanceRules,
  loadingRules,
];

/** The rule of each field, by `Type.field`. */
const byField = new Map(
  areas.flatMap((area) =>
    Object.entries(area).flatMap(([type, groups]) =>
      Object.entries(groups).flatMap(([rule, names]) =>
        names.split(' ').map((name) => [`${type}.${name}`, rule as RuleName] as const),
      ),
    ),
  ),
);

/** A type whose fields are under rules. */
export type RuledType = GraphQLObjectType | GraphQLInterfaceType;
export const isRuled = (type: GraphQLNamedType): type is RuledType =>
  (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__');

/** Pages of a list are what the list is of, and as reachable as it. */
export const isPage = ({ name }: GraphQLNamedType): boolean => /(Connection|Edge)$/.test(name);

/** The rule of a field; null when nobody has said any. */
export function ruleOf(type: RuledType, field: string): RuleName | null {
  if (isPage(type)) return 'REFERENCE';
  const from = type.getInterfaces().find((each) => field in each.getFields());
  return (from ? ruleOf(from, field) : byField.get(`${type.name}.${field}`)) ?? null;
}

/** What a role may do with a field. Without a rule it is nobody's. */
export function cellOf(type: RuledType, field: string, role: Role): Cell {
  const rule = ruleOf(type, field);
  return rule === null ? Cell.DENIED : rules[rule].cells[role];
}

/** Every field that a rule names: one that no longer exists must go. */
export const ruledFields: readonly string[] = [...byField.keys()];
