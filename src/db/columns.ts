import { p } from '@mikro-orm/core';

/** A day without time or zone, `AAAA-MM-JJ` text in the code: a `Date` object would shift it with the zone. */
export const localDate = () => p.date();

/** Euros as a whole number of cents: sums stay exact. */
export const cents = () => p.bigint();

/** A closed list of words, stored as text so that adding a word needs no migration. */
export const word = () => p.string().length(40);

/** Words of a source, several of them, kept as they were written. */
export const words = () => p.array().columnType('text[]');
