import { Field, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../graphql/page.js';
import type { Territory } from './territory.entity.js';
import { AliasKind, TerritoryKind } from './territory.rules.js';
import { territoryFacts } from './territory-facts.rules.js';
import type { Vintage } from './vintage.entity.js';

registerEnumType(TerritoryKind, {
  name: 'TerritoryKind',
  description: 'Les niveaux de territoire auxquels le hub répond.',
  valuesConfig: {
    COMMUNE: { description: 'Commune.' },
    EPCI: { description: 'Établissement public de coopération intercommunale à fiscalité propre.' },
    DEPARTMENT: { description: 'Département, ou collectivité d’outre-mer qui en tient lieu.' },
    REGION: { description: 'Région, ou collectivité d’outre-mer qui en tient lieu.' },
    COUNTRY: { description: 'La France entière, outre-mer compris.' },
  },
});

registerEnumType(AliasKind, {
  name: 'TerritoryAliasKind',
  description: 'Ce que désigne un code ou un nom qui n’est pas celui d’une commune d’aujourd’hui.',
  valuesConfig: {
    FORMER_COMMUNE: { description: 'Ancienne commune, fusionnée depuis.' },
    DELEGATED_COMMUNE: { description: 'Commune déléguée d’une commune nouvelle.' },
    ASSOCIATED_COMMUNE: { description: 'Commune associée.' },
    MUNICIPAL_DISTRICT: { description: 'Arrondissement municipal de Paris, Lyon ou Marseille.' },
  },
});

/** A territory as the queries return it. */
export type TerritoryRow = Pick<
  Territory,
  'id' | 'code' | 'name' | 'searchName' | 'population' | 'siren' | 'epciType' | 'zone' | 'postalCodes'
> & {
  readonly kind: TerritoryKind;
  readonly epciId: string | null;
  readonly departmentId: string | null;
  readonly regionId: string | null;
  readonly resolvedFrom?: CodeResolution | null;
};

/** Fields of a territory that follow from few columns of its row: lists of which nothing else is asked bring no others. */
export const briefTerritoryFields: ReadonlySet<string> = new Set([
  ...['__typename', 'kind', 'code', 'name', 'population'],
  ...['completion', 'conventions', 'ctgCoverage', 'subsidies'],
]);

// Rows are plain objects, so an interface cannot tell their type by `instanceof`.
const typeNames: Readonly<Record<TerritoryKind, string>> = {
  COMMUNE: 'Commune',
  EPCI: 'Epci',
  DEPARTMENT: 'Department',
  REGION: 'Region',
  COUNTRY: 'Country',
};
function typeNameOf({ kind }: TerritoryRow): string {
  return typeNames[kind];
}

@InterfaceType('Territory', {
  description:
    'Un territoire, à n’importe quel niveau : les mêmes mesures y sont posées avec les mêmes mots.',
  resolveType: typeNameOf,
})
export abstract class TerritoryType implements Pick<Territory, 'code' | 'name' | 'population'> {
  @Field(() => TerritoryKind, { description: 'Le niveau du territoire.' })
  readonly kind!: TerritoryKind;

  @Field(() => String, {
    description:
      'Code public : INSEE pour une commune, un département, une région ; SIREN pour un EPCI ; FR.',
  })
  readonly code!: string;

  @Field(() => String, { description: 'Nom officiel.' })
  readonly name!: string;

  @Field(() => Int, {
    nullable: true,
    description: territoryFacts.population.definition,
  })
  readonly population!: number | null;
}

@InterfaceType('TerritoryGroup', {
  implements: TerritoryType,
  description: 'Un territoire fait de communes : EPCI, département, région, pays.',
  resolveType: typeNameOf,
})
export abstract class TerritoryGroupType extends TerritoryType {}

@InterfaceType('AdministrativeArea', {
  implements: TerritoryGroupType,
  description: 'Un territoire où se trouvent des EPCI : département, région, pays.',
  resolveType: typeNameOf,
})
export abstract class AdministrativeAreaType extends TerritoryGroupType {}

@ObjectType({ description: 'Comment un code ou un nom qui n’est plus celui d’une commune y a conduit.' })
export class CodeResolution {
  @Field(() => String, { description: 'Le code demandé.' })
  readonly requested!: string;

  @Field(() => AliasKind, { description: 'Ce que ce code désigne.' })
  readonly kind!: AliasKind;

  @Field(() => String, { nullable: true, description: 'Le nom qu’il porte, si la source le donne.' })
  readonly name!: string | null;
}

@ObjectType('Commune', {
  implements: TerritoryType,
  description: 'Une commune de France, identifiée par son code INSEE.',
})
export class CommuneType extends TerritoryType {
  @Field(() => String, { nullable: true, description: 'Numéro SIREN de la commune.' })
  readonly siren!: string | null;

  @Field(() => [String], { description: 'Codes postaux.' })
  readonly postalCodes!: string[];

  @Field(() => CodeResolution, {
    nullable: true,
    description:
      'Rempli si la commune a été demandée par un ancien code, ou par celui d’une commune déléguée ou associée : ' +
      'la réponse porte sur la commune d’aujourd’hui.',
  })
  readonly resolvedFrom?: CodeResolution | null;
}

@ObjectType('Epci', {
  implements: [TerritoryType, TerritoryGroupType],
  description: 'Un EPCI à fiscalité propre, identifié par son numéro SIREN.',
})
export class EpciType extends TerritoryGroupType {
  @Field(() => String, { nullable: true, description: 'Forme : CC, CA, CU, METRO ou MET69.' })
  readonly epciType!: string | null;
}

const areaInterfaces = [TerritoryType, TerritoryGroupType, AdministrativeAreaType];

@ObjectType('Department', {
  implements: areaInterfaces,
  description: 'Un département, identifié par son code INSEE.',
})
export class DepartmentType extends AdministrativeAreaType {}

@ObjectType('Region', {
  implements: areaInterfaces,
  description: 'Une région, identifiée par son code INSEE.',
})
export class RegionType extends AdministrativeAreaType {}

@ObjectType('Country', { implements: areaInterfaces, description: 'La France entière, outre-mer compris.' })
export class CountryType extends AdministrativeAreaType {}

@ObjectType({ description: 'Un territoire trouvé par son nom.' })
export class TerritoryMatch {
  @Field(() => TerritoryType, { description: 'Le territoire d’aujourd’hui.' })
  readonly territory!: TerritoryRow;

  @Field(() => String, { description: 'Le nom qui correspond au texte cherché.' })
  readonly matchedName!: string;

  @Field(() => AliasKind, {
    nullable: true,
    description:
      'Rempli si ce nom n’est pas celui d’une commune d’aujourd’hui, mais d’une ancienne ou d’une partie.',
  })
  readonly alias!: AliasKind | null;
}

export const CommuneConnection = connectionOf(() => CommuneType, 'Commune', 'de communes');
export const EpciConnection = connectionOf(() => EpciType, 'Epci', 'd’EPCI');
export const DepartmentConnection = connectionOf(() => DepartmentType, 'Department', 'de départements');
export const TerritoryMatchConnection = connectionOf(
  () => TerritoryMatch,
  'TerritoryMatch',
  'de territoires trouvés',
);

@ObjectType('Vintage', {
  description: 'La géographie et les populations que suivent tous les territoires du hub.',
})
export class VintageType implements Pick<Vintage, 'year' | 'populationYear'> {
  @Field(() => Int, { description: 'Année du code officiel géographique.' })
  readonly year!: number;

  @Field(() => String, { description: 'Source de la liste des communes.' })
  readonly communeSource!: string;

  @Field(() => String, { description: 'Source de la composition des EPCI.' })
  readonly epciSource!: string;

  @Field(() => Int, { description: 'Année de référence des populations.' })
  readonly populationYear!: number;

  @Field(() => String, { description: 'Source unique de toutes les populations du hub.' })
  readonly populationSource!: string;

  @Field(() => String, { description: 'Licence et attribution de ces données.' })
  readonly licence!: string;
}
