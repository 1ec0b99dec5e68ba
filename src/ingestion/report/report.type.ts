import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LoadProblem } from '../../provenance/batch.type.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import '../../provenance/provenance.enums.js';
import type { RecordChange } from '../history/changes.js';
import { RecordChangeType } from '../history/changes.type.js';
import type { Impact, ImpactUnit } from '../history/impact.js';
import type { LoadReportJson, ProblemCounts, ProblemGroupJson } from './report-json.js';

const ImpactUnits: Readonly<{ [U in ImpactUnit]: U }> = {
  EURO: 'EURO',
  COMMUNE: 'COMMUNE',
  INHABITANT: 'INHABITANT',
  CONVENTION: 'CONVENTION',
  ACTION: 'ACTION',
  OBJECTIVE: 'OBJECTIVE',
  PERCENT: 'PERCENT',
};
registerEnumType(ImpactUnits, {
  name: 'ImpactUnit',
  description: 'Ce que compte un chiffre.',
  valuesConfig: {
    EURO: { description: 'Des euros.' },
    COMMUNE: { description: 'Des communes.' },
    INHABITANT: { description: 'Des habitants.' },
    CONVENTION: { description: 'Des conventions.' },
    ACTION: { description: 'Des actions.' },
    OBJECTIVE: { description: 'Des objectifs.' },
    PERCENT: { description: 'Un pourcentage.' },
  },
});

@ObjectType('Impact', {
  description: 'Ce qu’un chargement ferait à un chiffre d’un territoire.',
})
export class ImpactType implements Impact {
  readonly territoryId!: string;

  @Field(() => String, { description: 'Le territoire : un département, ou la France s’il y en a trop.' })
  readonly territoryName!: string;

  @Field(() => String, { description: 'Le chiffre, tel que « Subventions réelles 2023 ».' })
  readonly label!: string;

  @Field(() => ImpactUnits, { description: 'Ce qu’il compte.' })
  readonly unit!: ImpactUnit;

  @Field(() => Float, {
    nullable: true,
    description: 'Ce qu’il est ; vide s’il est inconnu, ce qui n’est pas zéro.',
  })
  readonly before!: number | null;

  @Field(() => Float, { nullable: true, description: 'Ce qu’il deviendrait ; vide s’il serait inconnu.' })
  readonly after!: number | null;
}

@ObjectType('ProblemCounts', { description: 'Nombre de remarques, par gravité.' })
export class ProblemCountsType implements ProblemCounts {
  @Field(() => Int, { description: 'Erreurs.' })
  readonly errors!: number;

  @Field(() => Int, { description: 'Points à regarder.' })
  readonly warnings!: number;

  @Field(() => Int, { description: 'Pour information.' })
  readonly infos!: number;
}

@ObjectType('ProblemGroup', {
  description: 'Une même cause qui se répète dans un fichier.',
})
export class ProblemGroupType implements ProblemGroupJson {
  @Field(() => Int, { description: 'Combien de fois.' })
  readonly count!: number;

  @Field(() => [Int], { description: 'Lignes des premières fois.' })
  readonly lines!: readonly number[];

  @Field(() => LoadProblem, { description: 'La première.' })
  readonly problem!: ProblemGroupJson['problem'];
}

@ObjectType('LoadReport', {
  description:
    'Ce qu’un chargement a fait, ou ferait : le même rapport pour un essai, un refus et un chargement.',
})
export class LoadReportType implements LoadReportJson {
  @Field(() => Boolean, { description: 'Faux si des erreurs ont tout laissé dehors.' })
  readonly isAccepted!: boolean;

  @Field(() => Boolean, { description: 'Vrai pour un essai : rien n’est gardé.' })
  readonly isDryRun!: boolean;

  @Field(() => DatasetName, {
    nullable: true,
    description: 'Jeu de données ; vide s’il n’a pas été reconnu.',
  })
  readonly dataset!: DatasetName | null;

  @Field(() => String, { description: 'Nom du fichier ; « API » pour des lignes données à l’API.' })
  readonly fileName!: string;

  @Field(() => String, { description: 'Empreinte SHA-256 du fichier.' })
  readonly sha256!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Révision des données qu’il fait ; vide pour un essai, un refus, ou s’il n’apprend rien de nouveau.',
  })
  readonly revision!: number | null;

  @Field(() => Int, { description: 'Lignes lues.' })
  readonly rowsRead!: number;

  @Field(() => Int, { description: 'Enregistrements ajoutés.' })
  readonly added!: number;

  @Field(() => Int, { description: 'Enregistrements modifiés.' })
  readonly changed!: number;

  @Field(() => Int, { description: 'Lignes qui disent ce que le hub savait déjà.' })
  readonly unchanged!: number;

  @Field(() => Int, { description: 'Enregistrements supprimés.' })
  readonly removed!: number;

  @Field(() => Int, { description: 'Lignes qui n’entrent pas ; « problems » dit pourquoi.' })
  readonly rejected!: number;

  @Field(() => ProblemCountsType, { description: 'Nombre de remarques, par gravité.' })
  readonly problemCounts!: ProblemCounts;

  @Field(() => [LoadProblem], { description: 'Les mille premières remarques, dans l’ordre du fichier.' })
  readonly problems!: LoadReportJson['problems'];

  @Field(() => [ProblemGroupType], { description: 'Les remarques par cause, les erreurs d’abord.' })
  readonly groups!: readonly ProblemGroupJson[];

  @Field(() => [RecordChangeType], {
    description:
      'Les mille premiers enregistrements qu’un essai changerait. Vide pour un chargement : voyez « batch ».',
  })
  readonly changes!: readonly RecordChange[];

  @Field(() => [ImpactType], {
    description:
      'Les chiffres qu’un essai changerait dans les départements qu’il touche. Vide pour un chargement.',
  })
  readonly impact!: readonly Impact[];

  @Field(() => Int, { description: 'Durée, en millisecondes.' })
  readonly milliseconds!: number;
}
