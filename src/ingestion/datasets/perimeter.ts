import { ConventionScale, PerimeterBasis } from '../../convention/convention.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { LandingContext } from '../dataset.js';
import type { ConventionValues } from './convention-columns.js';
import { territoryOfSignatory } from './signatory-territory.js';

/** The communes that a convention covers, as far as its row tells. */
export interface Perimeter {
  readonly basis: PerimeterBasis;
  /** Null when the row does not allow to say. */
  readonly isComplete: boolean | null;
  readonly members: readonly Member[];
  /** Territories that the row names, whether or not their communes are known to be covered. */
  readonly anchors: readonly string[];
}

interface Member {
  readonly id: string;
  readonly isSignatory: boolean | null;
  readonly statedAs: string | null;
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
  line: number,
  values: PerimeterValues,
  departmentId: string,
  context: LandingContext,
): Perimeter | null {
  const epcis = findAll(line, 'siren', TerritoryKind.EPCI, epciCodes(values), context);
  const listed = findAll(line, 'member_insee', TerritoryKind.COMMUNE, communeCodes(values), context);
  if (!epcis || !listed) return null;

  const signing = signingCommunes(values, departmentId, context);
  const anchors = epcis.map(({ id }) => id);
  if (listed.length > 0) {
    const members = listed.map(({ id, statedAs }) => ({
      id,
      statedAs,
      isSignatory: signing.has(id) ? true : null,
    }));
    return {
      basis: PerimeterBasis.LISTED,
      isComplete: listIsComplete(values, listed.length),
      members,
      anchors,
    };
  }
  const isWhole = wholeEpciScales.includes(values.scale) && epcis.length > 0;
  const ids = isWhole ? wholeEpciMembers(anchors, signing, context) : [];
  if (isWhole && (values.declaredCommunes === null || values.declaredCommunes === ids.length)) {
    const members = ids.map((id) => ({ id, statedAs: null, isSignatory: signing.has(id) ? true : null }));
    return { basis: PerimeterBasis.WHOLE_EPCI, isComplete: true, members, anchors };
  }
  return { basis: PerimeterBasis.NOT_STATED, isComplete: false, members: [], anchors };
}

// A commune's own SIREN also stands in the column, so it is read for other scales only.
const epciCodes = ({ scale, sirens }: PerimeterValues) => (scale === ConventionScale.COMMUNE ? [] : sirens);

const communeCodes = ({ members, insee }: PerimeterValues) => (members.length > 0 ? members : insee);

/** A list is complete if it has the announced number of communes; an EPCI's list without a number may go on. */
function listIsComplete({ scale, declaredCommunes }: PerimeterValues, listed: number): boolean | null {
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

interface Found {
  readonly id: string;
  readonly statedAs: string | null;
}

function findAll(
  line: number,
  column: string,
  kind: TerritoryKind,
  codes: readonly string[],
  { territories, report }: LandingContext,
): Found[] | null {
  const found: Found[] = [];
  let isRight = true;
  for (const code of codes) {
    const match = territories.find(kind, code);
    if (!match) {
      isRight = report.say(line, column, 'UNKNOWN_TERRITORY', code, lostZero(code, territories, kind));
    } else if (!found.some(({ id }) => id === match.territory.id)) {
      if (match.successorOf)
        report.say(line, column, 'SUCCESSOR_USED', code, `${match.territory.name} (${match.territory.code})`);
      found.push({ id: match.territory.id, statedAs: match.successorOf });
    }
  }
  return isRight ? found : null;
}

function lostZero(code: string, territories: LandingContext['territories'], kind: TerritoryKind): string {
  const restored = territories.find(kind, `0${code}`);
  return restored ? `Zéro de tête effacé par un tableur ? « 0${code} » est ${restored.territory.name}.` : '';
}
