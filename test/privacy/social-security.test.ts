import { describe, expect, it } from 'vitest';
import { holdsSocialSecurityNumber } from '../../src/privacy/social-security.rules.js';

describe('a social-security number', () => {
  it.each([
    '185057800608491', // whole, with its key
    '1 85 05 78 006 084 91',
    '1.85.05.78.006.084.91',
    '1-85-05-78-006-084-91',
    '1 85 05 78006084 91',
    '1850578006084 91',
    '1850578006084', // without its key
    '2 92 11 49 018 012',
    '2 69 05 2A 588 157 17', // Corsica, whole
    '269052B58815744',
    'le dossier de 1 85 05 78 006 084 91, suivi par la Caf',
    '1 85 05 78 006 084 99', // a slip in the key, but in groups
  ])('is seen in %j', (text) => {
    expect(holdsSocialSecurityNumber(text)).toBe(true);
  });

  it.each([
    '',
    '49018',
    '244900882', // SIREN
    '24490088200019', // SIRET
    '123 456 789 00012',
    '185057800608436', // fifteen digits, another key
    '22012 22194 22328', // three communes
    '22012|22194|22328',
    '1 200 000 150 000 12',
    '12 345 678 901 234',
    '1732700000000', // an instant in milliseconds
    '3017620422003', // a bar code
    '9782070612758',
    '02 41 00 00 00',
    '2024-12-31 2025-01-01',
    'CTG-49-2024-001-2028-12',
    '49-BAUGE-2',
    'https://caf.fr/doc/2185057800608436',
  ])('is not seen in %j', (text) => {
    expect(holdsSocialSecurityNumber(text)).toBe(false);
  });
});
