import { describe, expect, it } from 'vitest';
import {
  isBeneficiaryNumber,
  isBirthDay,
  personalColumns,
  personalHeader,
} from '../../src/privacy/personal-headers.rules.js';

describe('a header on persons', () => {
  it.each([
    'NIR',
    'nir_allocataire',
    'N° SS',
    'N° Sécu',
    'numéro de sécurité sociale',
    'NumSecuriteSociale',
    'n° de séc. soc.',
    'Matricule',
    'MATRICULE CAF',
    'matricule de l’allocataire',
    'N° allocataire',
    'n°alloc',
    'NUM_ALLOCATAIRE',
    'numAllocataire',
    'Numéro d’allocataire',
    'id allocataire',
    'numéro de dossier allocataire',
    'Numéro de bénéficiaire',
    'allocataire n°',
    'Date de naissance',
    'dateNaissance',
    'date_naiss',
    'DATE NAISSANCE ENFANT',
    'DDN',
    'Né(e) le',
    'Née le',
    'nom de naissance',
    'birthDate',
    'DATNAISS',
    'DATENAISS',
    'dtNaiss',
    'D. naissance',
    'Date nais.',
    'NUMALLOC',
    'numalloc_mme',
    'MATALLOC',
    'numBeneficiaire',
    'Bénéficiaire (nom et date de naissance)',
    'Enfant, né(e) le',
    'Allocataire DDN',
    'Nom - prénom - naissance',
    'nom et naissance',
  ])('%j is refused', (header) => {
    expect(personalHeader(header)).toBe('REFUSED');
  });

  it.each([
    'nom',
    'Nom de la commune',
    'nom du territoire',
    'code INSEE',
    'SIREN',
    'SIRET',
    'allocataires',
    'nombre d’allocataires',
    'nb_allocataires',
    'foyers allocataires',
    'Nombre de bénéficiaires',
    'part des bénéficiaires',
    'naissances',
    'nombre de naissances',
    'naissances domiciliées',
    'date',
    'date de signature',
    'code ss secteur',
    'référence',
    'identifiant',
    'code',
    'numéro',
    'sécurité',
    'Caf',
    'code Caf',
    'âge moyen',
    'pilote',
    'bénéficiaires',
    'Nom de la structure',
    'Née de',
    'Nombre d’enfants nés en 2023',
    'Montant de la prime de naissance par allocataire',
    'Bénéficiaires de la prime à la naissance',
    'Nombre de bénéficiaires par date de naissance',
    'Ne pas saisir de nom ni de date de naissance',
    'Date de signature (nom du bénéficiaire)',
    'nombre d’allocataires',
  ])('%j is not', (header) => {
    expect(personalHeader(header)).toBeNull();
  });

  it('refuses a year of birth or an age beside a name only', () => {
    expect(personalColumns(['commune', 'année de naissance', 'enfants'])).toEqual([]);
    expect(personalColumns(['Prénom', 'nom', 'année de naissance', 'âge'])).toEqual([2, 3]);
  });

  it.each([
    ['Naissance', 'naissance'],
    ['Naiss.', 'naissance'],
    ['Née', 'née'],
    ['Né(e)', 'né'],
    ['Birth', 'birth'],
    ['Anniversaire', 'anniversaire'],
    ['Lieu naissance', 'lieu'],
  ])('refuses %j beside a first name or a number only', (header) => {
    expect(personalHeader(header)).toBe('BIRTH');
    expect(personalColumns(['Nom', 'Prénom', header])).toEqual([2]);
    expect(personalColumns(['allocataire', header])).toEqual([1]);
    expect(personalColumns(['commune', 'bénéficiaire', header])).toEqual([]);
  });

  it.each([
    ['12/03/1985', true],
    ['1985-03-12', true],
    ['12 mars 2021', true],
    ['12031985', true],
    ['124', false],
    ['2021', false],
    ['12 500', false],
  ])('takes %j under a word for a birth for a day of birth: %j', (cell, expected) => {
    expect(isBirthDay(cell)).toBe(expected);
  });

  it('knows seven digits under a header that may count or name', () => {
    expect(personalHeader('allocataire')).toBe('NUMBER');
    expect(personalHeader('nombre par allocataire')).toBeNull();
    expect(isBeneficiaryNumber('1234567')).toBe(true);
    expect(isBeneficiaryNumber('1234567 K')).toBe(true);
    expect(isBeneficiaryNumber('12345678')).toBe(false);
    expect(isBeneficiaryNumber('123 456')).toBe(false);
  });
});
