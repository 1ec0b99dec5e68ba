import markUrl from '/favicon.svg';

/** The name beside it says the same thing: nothing to read aloud. */
export function HubMark() {
  return <img className="hub-mark" src={markUrl} alt="" width="24" height="24" />;
}
