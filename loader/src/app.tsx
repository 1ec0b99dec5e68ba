import { useCallback, useState } from 'react';
import { BatchList } from './batches/batch-list.tsx';
import { FileForm } from './file/file-form.tsx';
import { Header } from './header.tsx';
import { Outcome } from './report/outcome.tsx';
import { TemplateForm } from './template/template-form.tsx';
import { useLoading } from './use-loading.ts';

export function App() {
  const [batchesSeen, setBatchesSeen] = useState(0);
  const refreshBatches = useCallback(() => setBatchesSeen((count) => count + 1), []);
  const loading = useLoading(refreshBatches);
  const { forget } = loading;
  const tellUndone = useCallback(
    (revision: number) => {
      forget(revision);
      refreshBatches();
    },
    [forget, refreshBatches],
  );
  return (
    <>
      <a className="skip-link" href="#contenu">
        Aller au contenu
      </a>
      <Header />
      <main id="contenu" tabIndex={-1}>
        <h1>Charger un fichier</h1>
        <p className="lead">
          Le hub lit votre fichier, dit ce qui ne va pas et ce qu’il changerait. Rien n’est écrit avant que
          vous le demandiez, et le chargement d’un fichier s’annule.
        </p>
        <FileForm loading={loading} />
        <Outcome loading={loading} />
        <TemplateForm />
        <BatchList key={batchesSeen} onUndone={tellUndone} />
      </main>
    </>
  );
}
