import { ConventionScale, PerimeterBasis } from '../../convention/convention.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { LandingContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import type { ConventionValues } from './convention-columns.js';
import { findTerritories } from './find-territories.js';
import type { SignedMember } from './land-perimeters.js';
import { isHomeWithinReach, staysWithinReach } from './reach-of-load.js';
import { territoryOfSignatory } from './signatory-territory.js';

/** The communes that a convention covers, as far as its row tells. */
export interface Perimeter {
  readonly basis: PerimeterBasis;
  /** Null when the row does not allow to say. */
  readonly isComplete: boolean | null;
  readonly members: readonly SignedMember[];
  /** Territories that the row names, whether or not their communes are known to be covered. */
  readonly anchors: readonly string[];
}

type PerimeterValues = Pick<
  ConventionValues,
  'scale' | 'insee' | 'sirens' | 'members' | 'signatories' | 'declaredCommunes'
>;

/** Scales at which naming an EPCI means covering all of it. */
const wholeEpciScales: readonly ConventionScale[] = [
  ConventionScale.EPCI,
  ConventionScale.MULTI_EPCI,
  ConventionScale.EPCI_AND_COMMUNES,
];

/**
 * Reads the perimeter of a row. Listed communes are the perimeter. Without a list, a convention at the scale of
 * whole EPCI covers their communes, and those that sign beside them, unless it announces another number of
 * communes: which ones are then unknown. Anything else is not stated. Null when a code of the row is wrong.
 */
export function readPerimeter(
  at: RowPlace,
  values: PerimeterValues,
  departmentId: string,
  context: LandingContext,
): Perimeter | null {
  const perimeter = statedPerimeter(at, values, departmentId, context);
  if (perimeter === null) return null;
  const ids = [...perimeter.members.map(({ territoryId }) => territoryId), ...perimeter.anchors];
  const isTheirs =
    staysWithinReach(at, 'members', ids, context) && isHomeWithinReach(at, departmentId, ids, context);
  return isTheirs ? perimeter : null;
}

function statedPerimeter(
  at: RowPlace,
  values: PerimeterValues,
  departmentId: string,
  context: LandingContext,
): Perimeter | null {
  const places = isOfSource(values, departmentId, context) ? { ...context, within: null } : context;
  const epcis = findTerritories(at, 'sirens', TerritoryKind.EPCI, epciCodes(values), places);
  const listed = findTerritories(at, 'members', TerritoryKind.COMMUNE, communeCodes(values), places);
  if (!epcis || !listed) return null;

  const signing = signingCommunes(values, departmentId, context);
  const anchors = epcis.map(({ id }) => id);
  if (listed.length > 0) {
    sayIncomplete(at, values, listed.length, context);
    const members = listed.map(({ id, statedAs }) => memberOf(id, statedAs, signing));
    return {
      basis: PerimeterBasis.LISTED,
      isComplete: listIsComplete(values, listed.length, wholeEpciMembers(anchors, signing, context).length),
      members,
      anchors,
    };
  }
  const isWhole = wholeEpciScales.includes(values.scale) && epcis.length > 0;
  const ids = isWhole ? wholeEpciMembers(anchors, signing, context) : [];
  if (isWhole && (values.declaredCommunes === null || values.declaredCommunes === ids.length)) {
    const members = ids.map((id) => memberOf(id, null, signing));
    return { basis: PerimeterBasis.WHOLE_EPCI, isComplete: true, members, anchors };
  }
  return { basis: PerimeterBasis.NOT_STATED, isComplete: false, members: [], anchors };
}

/**
 * Does the row name the territory that its source is of, and lie in it for a part? It is then the convention of that
 * territory, as a whole: an EPCI may have communes in another département, and others may join it.
 */
function isOfSource(values: PerimeterValues, departmentId: string, { within, territories }: LandingContext) {
  if (within === null) return false;
  const idsOf = (kind: TerritoryKind, codes: readonly string[]) =>
    codes.map((code) => territories.find(kind, code)?.territory.id).filter((id) => id !== undefined);
  const epcis = idsOf(TerritoryKind.EPCI, epciCodes(values));
  const places = [...epcis, ...idsOf(TerritoryKind.COMMUNE, communeCodes(values))];
  return (
    [departmentId, ...epcis].some((id) => territories.isWithin(id, within)) &&
    places.some((id) => territories.isWithin(id, within))
  );
}

/** Fewer communes than the row announces: what it does not list is covered by nothing. */
function sayIncomplete(
  at: RowPlace,
  { declaredCommunes }: PerimeterValues,
  listed: number,
  { report }: LandingContext,
): void {
  if (declaredCommunes === null || declaredCommunes <= listed) return;
  const detail = listed === 1 ? 'une seule est donnée' : `${listed} sont données`;
  report.say(at, 'members', 'PERIMETER_INCOMPLETE', String(declaredCommunes), { detail });
}

// Not being named among the signatories does not mean that a commune did not sign: others may be only counted.
const memberOf = (
  territoryId: string,
  statedAs: string | null,
  signing: ReadonlySet<string>,
): SignedMember => ({
  territoryId,
  joinedOn: null,
  leftOn: null,
  statedAs,
  isSignatory: signing.has(territoryId) ? true : null,
});

// A commune's own SIREN also stands in the column, so it is read for other scales only.
const epciCodes = ({ scale, sirens }: PerimeterValues) => (scale === ConventionScale.COMMUNE ? [] : sirens);

const communeCodes = ({ members, insee }: PerimeterValues) => (members.length > 0 ? members : insee);

/**
 * A list is complete if it has the announced number of communes. At the scale of whole EPCI it must name all of their
 * communes: a shorter one may be of those that sign, others being covered without signing.
 */
function listIsComplete(
  { scale, declaredCommunes }: PerimeterValues,
  listed: number,
  wholeEpci: number,
): boolean | null {
  if (wholeEpciScales.includes(scale)) return listed >= wholeEpci ? true : null;
  if (declaredCommunes !== null) return declaredCommunes === listed;
  return scale === ConventionScale.COMMUNE || scale === ConventionScale.COMMUNE_GROUP ? true : null;
}

function wholeEpciMembers(
  epcis: readonly string[],
  signing: ReadonlySet<string>,
  { territories }: LandingContext,
) {
  const members = epcis.flatMap((epci) => territories.membersOf(epci).map(({ id }) => id));
  return [...new Set([...members, ...signing])];
}

function signingCommunes(
  { signatories }: PerimeterValues,
  departmentId: string,
  { territories }: LandingContext,
) {
  const found = signatories.map((name) => territoryOfSignatory(name, departmentId, territories));
  return new Set(found.filter((each) => each?.kind === TerritoryKind.COMMUNE).map((each) => each?.id ?? ''));
}
