import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { RequestHeaders } from './ask-hub.ts';
import { fetchDemonstration, fetchQuestions, type Question } from './hub-contents.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

interface Hub {
  questions: Loaded<Question[]>;
  demonstration: Loaded<boolean>;
  reload: (headers?: RequestHeaders) => void;
}

const HubContext = createContext<Hub | null>(null);

/** Two requests rather than one: whatever becomes of the questions, the nature of the data must be known. */
export function HubProvider({ children }: { children: ReactNode }) {
  const [questions, reloadQuestions] = useLoaded(fetchQuestions);
  const [demonstration, reloadDemonstration] = useLoaded(fetchDemonstration);

  const hub = useMemo<Hub>(
    () => ({
      questions,
      demonstration,
      reload(headers) {
        reloadQuestions(headers);
        reloadDemonstration(headers);
      },
    }),
    [questions, demonstration, reloadQuestions, reloadDemonstration],
  );
  return <HubContext value={hub}>{children}</HubContext>;
}

export function useHub(): Hub {
  const hub = useContext(HubContext);
  if (!hub) throw new Error('useHub() needs a <HubProvider> above it');
  return hub;
}
