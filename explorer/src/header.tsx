import { AccessKeyField, useKeyAsked } from './access-key-field.tsx';
import { DataNotice } from './data-notice.tsx';
import { useHub } from './hub/hub-provider.tsx';
import { HubMark } from './hub-mark.tsx';

export function Header() {
  const { demonstration } = useHub();
  const isKeyAsked = useKeyAsked();
  return (
    <header className="hub-header">
      <h1 className="hub-brand">
        <HubMark />
        <span className="hub-brand-name">ctg-hub</span>
        <span className="hub-brand-page">explorateur</span>
      </h1>
      <nav className="hub-brand-pages" aria-label="Pages du hub">
        <a href="/charger/">Charger un fichier</a>
      </nav>
      {isKeyAsked ? <AccessKeyField /> : <DataNotice demonstration={demonstration} />}
    </header>
  );
}
