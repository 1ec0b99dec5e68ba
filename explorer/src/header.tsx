import { DataNotice } from './data-notice.tsx';
import { HubMark } from './hub-mark.tsx';

export function Header() {
  return (
    <header className="hub-header">
      <h1 className="hub-brand">
        <HubMark />
        <span className="hub-brand-name">ctg-hub</span>
        <span className="hub-brand-page">explorateur</span>
      </h1>
      <DataNotice />
    </header>
  );
}
