import { describe, expect, it } from 'vitest';
import { contactIn, personalDatumIn, withoutSecrets } from '../../src/privacy/personal-text.rules.js';

describe('a person named with a birth', () => {
  it.each([
    'Mme Martin, née le 12/03/1985, demande une place',
    'L’enfant est né le 3 mars 2021',
    'Suivi de Jeanne MARTIN (née le 12.03.1985)',
    'MARTIN Jeanne né(e) le 12-03-85',
    'date de naissance : 12/03/1985',
    'DDN 12/03/1985',
    'Date naiss. : 1985-03-12',
    'DUPONT Marie 12/03/1985',
    'Marie DUPONT (12 mars 1985)',
    'Jean LE GOFF, 12/03/85',
    'Demande de DUPONT Marie Claire - 12.03.1985, Angers',
    'DUPONT MARIE 12/03/1985',
    'Marie Dupont ; 1985-03-12',
    'Mme Martin, 12/03/1985',
    'l’enfant Léo 03/05/2012',
  ])('is seen in %j', (text) => {
    expect(personalDatumIn(text)).toBe('BIRTH');
  });

  it.each([
    'Commune nouvelle née le 1er janvier 2016',
    'Loire Layon Aubance, née le 01/01/2017 de trois communautés',
    'Association née le 12/03/1985',
    'Action créée le 12/03/2020 par Mme la maire',
    '124 naissances en 2023',
    'Convention signée le 12/03/2024',
    'Pilote : Mme Martin, 12/03/2024',
    'DUPONT Marie 12/03/2024',
    'Signée par Mme Martin le 12/03/2012',
    'Mme Martin 06 12 45 78 90',
    'Mme Martin 06.12.45.78.90',
    'Crèche LUTINS 01/09/2010',
    'Multi Accueil LES LUTINS 01/09/1995',
    'LA RUCHE 01/09/1995',
    'Loire Authion 01/01/2016',
    'SAINT MARTIN 01/01/1973',
    'Commune de Montreuil-Bellay 01/01/1973',
    'CTG ANJOU 12/03/2009',
    'Mme Martin 12 500 €, M. Petit 10/15/1985',
  ])('is not seen in %j', (text) => {
    expect(personalDatumIn(text)).toBeNull();
  });
});

describe('how somebody is reached', () => {
  it.each([
    ['Contact : a.b@mairie.example', 'E_MAIL'],
    ['Tél. 02 41 00 00 00', 'PHONE'],
    ['0241000000', 'PHONE'],
    ['+33 2 41 00 00 00', 'PHONE'],
    ['+33 (0)2.41.00.00.00', 'PHONE'],
    ['Référente petite enfance', null],
    ['12 000 € en 2024, 13 500 € en 2025', null],
    ['https://caf.fr/doc/0241000000', null],
    ['SIREN 244900882', null],
  ])('%j: %s', (text, expected) => {
    expect(contactIn(text)).toBe(expected);
  });
});

describe('a text for a journal', () => {
  it.each([
    [`clé ctg_0123456789abcdef_${'A'.repeat(43)} !`, 'clé ••• !'],
    ['Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '•••'],
    ['https://u:p@host.example/a?b=1&api_key=XYZ&c=2', 'https://•••host.example/a?b=1&api_key=•••&c=2'],
    ['a.b@mairie.example', '•••'],
    ['appelez le 02 41 00 00 00', 'appelez le •••'],
    ['1 85 05 78 006 084 91 et 49018', '••• et 49018'],
    ['Mme Martin née le 12/03/1985', 'Mme Martin •••'],
    ['49-BAUGE-2', '49-BAUGE-2'],
    ['?next=/a&x-token=XYZ&access_token=XYZ;b=1', '?next=/a&x-token=•••&access_token=•••;b=1'],
    ['eyJhbGciOiJub25lIn0', '•••'],
    ['keyJournal.id', 'keyJournal.id'],
  ])('%j becomes %j', (text, expected) => {
    expect(withoutSecrets(text)).toBe(expected);
  });

  // Each is a text that a pattern might read again from each of its letters: it would take minutes, and the hub with it.
  it.each([
    ['a', ''],
    ['a.', '@'],
    ['a@', ''],
    ['eyJ', ''],
    ['eyJaaaaaaaaaaaaaaaa.', ''],
    ['&key', ''],
    ['key', '&'],
    [' ', 'ddn'],
    [' ', 'né le'],
    ['né le 12/03/1985 ', ''],
    ['DUPONT Marie 12/03/', ''],
    ['Dupont-', ''],
    ['1 85 05 78 ', ''],
    ['://', ''],
  ])(
    'is made of 900 000 characters: %j after %j',
    (piece, opening) => {
      const text = opening + piece.repeat(900_000 / piece.length);
      expect(withoutSecrets(text).length).toBeLessThanOrEqual(text.length + 3);
      personalDatumIn(text);
      contactIn(text);
    },
    20_000,
  );
});
