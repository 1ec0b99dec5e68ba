import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { accessHeaders, keepAccessKey, onKeyAsked } from './hub/access-key.ts';

/** Has the hub refused to answer somebody whom it does not know? */
export function useKeyAsked(): boolean {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => onKeyAsked(() => setAsked(true)), []);
  return isAsked;
}

/** Where a key of access is typed, once the hub has asked for one: nothing else can be done then. The page begins anew with it. */
export function AccessKeyField() {
  const [key, setKey] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
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
        ref={field}
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
