import { Field, Int, ObjectType } from 'type-graphql';
import type { UndoReport } from '../history/undo.js';

@ObjectType('UndoReport', {
  description: 'Ce que l’annulation d’un chargement a fait, ou ferait.',
})
export class UndoReportType implements UndoReport {
  @Field(() => Boolean, { description: 'Vrai pour un essai : rien n’est annulé.' })
  readonly isDryRun!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Révision des données que fait l’annulation ; vide pour un essai.',
  })
  readonly revision!: number | null;

  @Field(() => Int, { description: 'Numéro du chargement annulé.' })
  readonly undone!: number;

  @Field(() => Int, { description: 'Enregistrements qu’il avait créés, supprimés.' })
  readonly removed!: number;

  @Field(() => Int, {
    description: 'Enregistrements qu’il avait modifiés ou supprimés, redevenus comme avant.',
  })
  readonly restored!: number;
}
