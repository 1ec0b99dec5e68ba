import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import type { LoadProgress } from '../load-request.js';
import { LoadReportType } from '../report/report.type.js';
import type { LoadReportJson } from '../report/report-json.js';

type LoadPhase = LoadProgress['phase'];
const LoadPhases: Readonly<{ [P in LoadPhase]: P }> = {
  READING: 'READING',
  WAITING: 'WAITING',
  LANDING: 'LANDING',
  COMPARING: 'COMPARING',
};
registerEnumType(LoadPhases, {
  name: 'LoadPhase',
  description: 'Où en est un chargement.',
  valuesConfig: {
    READING: { description: 'Le fichier est lu et contrôlé.' },
    WAITING: { description: 'Il attend la fin d’un autre chargement.' },
    LANDING: { description: 'Les lignes entrent dans la base.' },
    COMPARING: { description: 'L’essai compare les chiffres avant et après.' },
  },
});

@ObjectType({ description: 'Pourquoi un chargement s’est arrêté.' })
export class LoadFailure {
  @Field(() => String, { description: 'Code stable de l’erreur.' })
  readonly code!: string;

  @Field(() => String, { description: 'L’erreur, en français.' })
  readonly message!: string;
}

@ObjectType('LoadRun', {
  description: 'Un chargement en cours, ou fini depuis une heure au plus.',
})
export class LoadRunType {
  @Field(() => String, { description: 'Identifiant, pour le suivre par « loadRun ».' })
  readonly id!: string;

  @Field(() => String, { description: 'Nom du fichier.' })
  readonly fileName!: string;

  @Field(() => DatasetName, {
    nullable: true,
    description: 'Jeu de données ; vide tant qu’il n’est pas reconnu.',
  })
  readonly dataset!: DatasetName | null;

  @Field(() => String, { description: 'Qui charge.' })
  readonly author!: string;

  @Field(() => Boolean, { description: 'Vrai pour un essai.' })
  readonly isDryRun!: boolean;

  @Field(() => LoadPhases, { description: 'Où il en est, ou en était quand il a fini.' })
  readonly phase!: LoadPhase;

  @Field(() => Int, { description: 'Lignes lues jusqu’ici.' })
  readonly rowsRead!: number;

  @Field(() => Float, { description: 'Part faite de cette étape, de 0 à 1.' })
  readonly fraction!: number;

  @Field(() => DateTimeScalar, { description: 'Début.' })
  readonly startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Fin ; vide tant qu’il est en cours.' })
  readonly endedAt!: string | null;

  @Field(() => LoadReportType, { nullable: true, description: 'Son rapport, une fois fini.' })
  readonly report!: LoadReportJson | null;

  @Field(() => LoadFailure, { nullable: true, description: 'Pourquoi il s’est arrêté sans rapport.' })
  readonly error!: LoadFailure | null;
}
