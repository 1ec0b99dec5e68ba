import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type ColumnValues, upsert } from '../../db/upsert.js';
import { forgetReach } from '../../reach/keep-reach.sql.js';
import { Territory } from '../../territory/territory.entity.js';
import { AliasKind, country, foldName, TerritoryKind, territoryId } from '../../territory/territory.rules.js';
import { TerritoryAlias } from '../../territory/territory-alias.entity.js';
import { Vintage } from '../../territory/vintage.entity.js';
import { rebuildWholes } from '../../territory/wholes.sql.js';
import { type Counts, closeBatch, lockLoads, openBatch } from '../landing/batch.js';
import { rebuildKept } from '../landing/kept.js';
import { Report } from '../report/report.js';
import type { FranceData } from './france.js';

/** Year of the official geographic code that the package's communes follow. */
const vintageYear = 2026;

/** Loads the territories of France as one batch: regions, départements, EPCI, communes, and their former codes. */
export async function loadTerritories(
  em: SqlEntityManager,
  france: FranceData,
  author: string,
): Promise<Counts> {
  await lockLoads(em);
  const batch = await openBatch(em, {
    kind: 'TERRITORIES',
    dataset: 'territories',
    author,
    fileName: `@etalab/decoupage-administratif@${france.version}`,
    sha256: createHash('sha256').update(JSON.stringify(france)).digest('hex'),
    fileSize: null,
    strategy: null,
    acceptance: null,
    sourceId: null,
    demonstration: false,
  });
  const territories = territoryRecords(france);
  const { added, changed } = await upsert(em, Territory, ['id'], territories);
  await upsert(em, TerritoryAlias, ['id'], aliasRecords(france));
  await upsert(em, Vintage, ['year'], [vintageRecord(france)]);
  await rebuildWholes(em);
  await forgetReach(em);
  const unchanged = territories.length - added.size - changed.size;
  const counts = { added: added.size, changed: changed.size, removed: 0, unchanged };
  const revision = await closeBatch(em, batch, territories.length, counts, new Report());
  if (revision !== null) await rebuildKept(em);
  return counts;
}

const currentCommunes = ({ communes }: FranceData) =>
  communes.filter(({ type }) => type === 'commune-actuelle');

function territoryRecords(france: FranceData): ColumnValues[] {
  const current = currentCommunes(france);
  const epciOf = new Map(
    france.epcis.flatMap(({ code, membres }) => membres.map((member) => [member.code, code] as const)),
  );
  const mainDepartments = mainDepartmentsOf(current, epciOf);
  const departments = new Map(france.departments.map((each) => [each.code, each]));

  const base = (kind: TerritoryKind, code: string, name: string): ColumnValues => ({
    id: territoryId(kind, code),
    kind,
    code,
    name,
    search_name: foldName(name),
    population: null,
    siren: null,
    epci_type: null,
    zone: null,
    postal_codes: [],
    epci_id: null,
    department_id: null,
    region_id: null,
  });
  const above = (departmentCode: string | undefined) => ({
    department_id: departmentCode ? territoryId(TerritoryKind.DEPARTMENT, departmentCode) : null,
    region_id: regionIdOf(departments.get(departmentCode ?? '')?.region),
  });

  return [
    base(TerritoryKind.COUNTRY, country.code, country.name),
    ...france.regions.map(({ code, nom, zone }) => ({ ...base(TerritoryKind.REGION, code, nom), zone })),
    ...france.departments.map(({ code, nom, zone, region }) => ({
      ...base(TerritoryKind.DEPARTMENT, code, nom),
      zone,
      region_id: regionIdOf(region),
    })),
    ...france.epcis.map(({ code, nom, type }) => ({
      ...base(TerritoryKind.EPCI, code, nom),
      siren: code,
      epci_type: type,
      ...above(mainDepartments.get(code)),
    })),
    ...current.map((commune) => ({
      ...base(TerritoryKind.COMMUNE, commune.code, commune.nom),
      population: commune.population ?? null,
      siren: commune.siren ?? null,
      zone: commune.zone,
      postal_codes: commune.codesPostaux ?? [],
      epci_id: epciOf.has(commune.code)
        ? territoryId(TerritoryKind.EPCI, epciOf.get(commune.code) ?? '')
        : null,
      ...above(commune.departement),
    })),
  ];
}

const regionIdOf = (code: string | undefined) => (code ? territoryId(TerritoryKind.REGION, code) : null);

/** The département where most people of each EPCI live: 89 of the 1 255 EPCI cross a border. */
function mainDepartmentsOf(
  communes: FranceData['communes'],
  epciOf: ReadonlyMap<string, string>,
): Map<string, string> {
  const people = new Map<string, Map<string, number>>();
  for (const { code, departement, population = 0 } of communes) {
    const epci = epciOf.get(code);
    if (epci === undefined) continue;
    const departments = people.get(epci) ?? new Map<string, number>();
    departments.set(departement, (departments.get(departement) ?? 0) + population);
    people.set(epci, departments);
  }
  const largest = (departments: ReadonlyMap<string, number>) =>
    [...departments].sort(([codeA, a], [codeB, b]) => b - a || codeA.localeCompare(codeB))[0]?.[0] ?? '';
  return new Map([...people].map(([epci, departments]) => [epci, largest(departments)]));
}

const partKinds: Readonly<Record<string, AliasKind>> = {
  'commune-deleguee': AliasKind.DELEGATED_COMMUNE,
  'commune-associee': AliasKind.ASSOCIATED_COMMUNE,
  'arrondissement-municipal': AliasKind.MUNICIPAL_DISTRICT,
};

/** Former codes, and the codes and names of parts of communes. A part's name is searchable; a bare former code is not. */
function aliasRecords(france: FranceData): ColumnValues[] {
  const parts = france.communes.flatMap(({ type, code, nom, chefLieu, commune }) => {
    const kind = partKinds[type];
    return kind ? [{ code, name: nom, kind, successor: chefLieu ?? commune ?? '' }] : [];
  });
  const former = currentCommunes(france).flatMap(({ code: successor, anciensCodes = [] }) =>
    anciensCodes.map((code) => ({ code, name: null, kind: AliasKind.FORMER_COMMUNE, successor })),
  );
  return [...parts, ...former].map(({ code, name, kind, successor }, index) => ({
    id: index + 1,
    territory_id: territoryId(TerritoryKind.COMMUNE, successor),
    kind,
    code,
    name,
    search_name: name === null ? null : foldName(name),
  }));
}

const vintageRecord = ({ version }: FranceData): ColumnValues => ({
  year: vintageYear,
  commune_source: `INSEE, code officiel géographique ${vintageYear}, par @etalab/decoupage-administratif ${version}`,
  epci_source:
    `DGCL, composition des EPCI à fiscalité propre, par @etalab/decoupage-administratif ${version} ` +
    '(liste identique à celle de 2025)',
  population_year: 2023,
  population_source:
    'INSEE, populations de référence 2023 (population municipale, en vigueur au 1er janvier 2026), du fichier des ' +
    `communes de @etalab/decoupage-administratif ${version} ; Mayotte : 2017. Une seule source pour tous les ` +
    'dénominateurs : les populations du fichier des EPCI, d’une autre année, ne sont pas utilisées.',
  licence: 'Licence Ouverte 2.0 (Etalab). Sources : INSEE, DGCL, La Poste.',
});
