import { expect, it } from 'vitest';
import { inToldOrder } from '../../src/ingestion/history/field-labels.js';

it('tells the amount of a subsidy before what it is of, and a field without a name last', () => {
  const stored = ['section', 'unheard_of', 'precision', 'periodicity', 'amount_cents'];
  expect(inToldOrder(stored)).toEqual(['amount_cents', 'periodicity', 'precision', 'section', 'unheard_of']);
});
