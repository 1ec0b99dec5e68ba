/** What is wrong with a fiscal year, as it is typed; null when nothing is: no year is every year. */
export const yearError = (text: string): string | null =>
  /^\s*((19|20)\d{2})?\s*$/.test(text) ? null : 'En quatre chiffres : 2024.';

interface YearFieldProps {
  year: string;
  onYear: (year: string) => void;
  error: string | null;
}

export function YearField({ year, onYear, error }: YearFieldProps) {
  return (
    <p className="field field-short">
      <label htmlFor="modele-exercice">Exercice</label>
      <input
        id="modele-exercice"
        inputMode="numeric"
        maxLength={9}
        placeholder="tous"
        value={year}
        aria-invalid={error !== null}
        aria-describedby="aide-exercice"
        onChange={({ target }) => onYear(target.value)}
      />
      <span id="aide-exercice" className={error === null ? 'hint' : 'error'} role="status">
        {error ?? ''}
      </span>
    </p>
  );
}
