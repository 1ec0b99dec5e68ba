import { AccessKeyField, useKeyAsked } from '../../explorer/src/access-key-field.tsx';
import { DataNotice } from '../../explorer/src/data-notice.tsx';
import { fetchDemonstration } from '../../explorer/src/hub/hub-contents.ts';
import { useLoaded } from '../../explorer/src/hub/use-loaded.ts';
import { HubMark } from '../../explorer/src/hub-mark.tsx';

export function Header() {
  const [demonstration] = useLoaded(fetchDemonstration);
  const isKeyAsked = useKeyAsked();
  return (
    <header className="hub-header">
      <p className="hub-brand">
        <HubMark />
        <span className="hub-brand-name">ctg-hub</span>
        <span className="hub-brand-page">chargement</span>
      </p>
      <nav className="hub-brand-pages" aria-label="Pages du hub">
        <a href="./guide.html">Guide</a>
        <a href="/explorer/">Explorer les données</a>
      </nav>
      {isKeyAsked ? <AccessKeyField /> : <DataNotice demonstration={demonstration} />}
    </header>
  );
}
