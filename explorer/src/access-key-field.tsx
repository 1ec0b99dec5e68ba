import { type FormEvent, useEffect, useId, useState } from 'react';
import { accessHeaders, keepAccessKey, onKeyAsked } from './hub/access-key.ts';

/** Where a key of access is typed, once the hub has asked for one. The page then begins anew with it. */
export function AccessKeyField() {
  const [isAsked, setAsked] = useState(false);
  const [key, setKey] = useState('');
  const id = useId();
  useEffect(() => onKeyAsked(() => setAsked(true)), []);
  if (!isAsked) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keepAccessKey(key);
    window.location.reload();
  };
  const wasRefused = 'authorization' in accessHeaders();
  return (
    <form className="hub-key" onSubmit={submit}>
      <label htmlFor={id}>{wasRefused ? 'Clé d’accès refusée ; en donner une autre' : 'Clé d’accès'}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        required
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <button type="submit">Ouvrir</button>
    </form>
  );
}
