import { useHub } from '../hub/hub-provider.tsx';
import { GalleryFailure } from './gallery-failure.tsx';
import { GALLERY_TITLE } from './gallery-title.ts';
import { QuestionBrowser } from './question-browser.tsx';

export function Gallery() {
  const { questions } = useHub();
  return (
    <section className="gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title" className="gallery-title">
        {GALLERY_TITLE}
      </h2>
      {questions.status === 'loading' && (
        <p className="gallery-hint" role="status">
          Chargement des questions…
        </p>
      )}
      {questions.status === 'failed' && <GalleryFailure reason={questions.reason} />}
      {questions.status === 'ready' && <QuestionBrowser questions={questions.value} />}
    </section>
  );
}
