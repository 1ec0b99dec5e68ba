import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A table that may be wider than the screen: it then says so, and the keyboard scrolls it too. */
export function ScrolledTable({ caption, children }: { caption: string; children: ReactNode }) {
  const frame = useRef<HTMLElement>(null);
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const watch = new ResizeObserver(() => setIsCut(current.scrollWidth > current.clientWidth + 1));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section ref={frame} className="scrolled" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          {children}
        </table>
      </section>
      {isCut && <p className="hint cut">Le tableau continue à droite : faites-le défiler →</p>}
    </>
  );
}
