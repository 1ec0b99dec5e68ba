/** A speech bubble holding a question mark. */
export function GalleryIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path
        d="M3.5 2.5h13a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H10l-4 3.5v-3.5H3.5A1.5 1.5 0 0 1 2 13V4a1.5 1.5 0 0 1 1.5-1.5Z"
        strokeLinejoin="round"
      />
      <path d="M8 6.7c.2-2.3 4-2.2 4 .1 0 1.5-2 1.5-2 3" strokeLinecap="round" />
      <circle cx="10" cy="12" r="0.4" fill="currentColor" />
    </svg>
  );
}
