import { describe, expect, it } from 'vitest';
import {
  isBeneficiaryNumber,
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
  ])('%j is not', (header) => {
    expect(personalHeader(header)).toBeNull();
  });

  it('refuses a year of birth or an age beside a name only', () => {
    expect(personalColumns(['commune', 'année de naissance', 'enfants'])).toEqual([]);
    expect(personalColumns(['Prénom', 'nom', 'année de naissance', 'âge'])).toEqual([2, 3]);
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
