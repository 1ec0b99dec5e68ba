import { MagnifyingGlassIcon } from '@graphiql/react';

interface QuestionSearchProps {
  value: string;
  onChange: (value: string) => void;
}

export function QuestionSearch({ value, onChange }: QuestionSearchProps) {
  return (
    <div className="gallery-search">
      <MagnifyingGlassIcon aria-hidden="true" />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Chercher une question…"
        aria-label="Chercher une question"
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}
