import {
  type Cause,
  causesOf,
  listInWords,
  placeOf,
  type ToldGroup,
  withoutStrayMarks,
} from '../../../src/ingestion/report/causes.ts';
import { counted } from '../../../src/ingestion/report/told-report.ts';

const titles = [
  ['ERROR', 'À corriger'],
  ['WARNING', 'À vérifier'],
  ['INFO', 'Pour information'],
] as const;
const shownCauses = 30;
const shownValues = 4;

/** What is wrong, by what there is to do, each with its place in the spreadsheet. */
export function CauseList({ groups }: { groups: readonly ToldGroup[] }) {
  const causes = causesOf(groups);
  return titles.map(([severity, title]) => {
    const found = causes.filter(({ problem }) => problem.severity === severity);
    if (found.length === 0) return null;
    const others = found.length - shownCauses;
    return (
      <section key={severity} className={`causes causes-${severity.toLowerCase()}`}>
        <h3>
          {title} <span className="count">{found.length.toLocaleString('fr-FR')}</span>
        </h3>
        <ol>
          {found.slice(0, shownCauses).map((cause) => (
            <CauseItem key={keyOf(cause)} cause={cause} />
          ))}
        </ol>
        {others > 0 && (
          <p className="hint">
            … et {counted(others, 'autre cause')} : le classeur annoté les montre toutes.
          </p>
        )}
      </section>
    );
  });
}

const keyOf = ({ problem: { sheet, column, code, value }, lines }: Cause) =>
  JSON.stringify([sheet, column, code, value, lines[0]]);

function CauseItem({ cause }: { cause: Cause }) {
  const place = placeOf(cause);
  const values = cause.otherValues.slice(0, shownValues).map((value) => `« ${value} »`);
  const others = cause.otherValues.length - values.length;
  if (others > 0) values.push(counted(others, 'autre valeur', 'autres valeurs'));
  return (
    <li>
      <p>{withoutStrayMarks(cause.problem.message)}</p>
      {place !== '' && <p className="hint">{withoutStrayMarks(place)}</p>}
      {values.length > 0 && <p className="hint">De même : {listInWords(values)}.</p>}
    </li>
  );
}
