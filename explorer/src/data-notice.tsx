import type { Loaded } from './hub/use-loaded.ts';

/** A hub that does not answer might serve demonstration data: silence would let its figures pass for facts. */
export function DataNotice({ demonstration }: { demonstration: Loaded<boolean> }) {
  if (demonstration.status === 'failed') {
    return (
      <p className="hub-notice hub-notice-unknown" role="status">
        Le hub n’a pas dit si ces données sont réelles ou de démonstration
      </p>
    );
  }
  if (demonstration.status !== 'ready' || !demonstration.value) return null;
  return (
    <p className="hub-notice" role="status">
      <strong>Données de démonstration</strong> — ne jamais présenter ces chiffres comme des faits
    </p>
  );
}
