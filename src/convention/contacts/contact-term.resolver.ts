import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { passing } from '../../graphql/keeping.js';
import { type ConventionRow, ConventionType } from '../convention.type.js';
import { contactTermsOf } from './contact-term.sql.js';
import { ContactTerm } from './contact-term.type.js';

const terms = batched(
  ({ em }: Context, references: readonly string[]) => contactTermsOf(em, references),
  (): ContactTerm | null => null,
);

@Resolver(() => ConventionType)
export class ConventionContactTermResolver {
  @FieldResolver(() => ContactTerm, {
    nullable: true,
    description:
      'Jusqu’à quand sont gardés ses textes où une personne peut être nommée ; vide si le hub ne l’a pas encore regardée (il le fait chaque heure).',
  })
  contactTerm(@Root() { reference }: ConventionRow, @Ctx() context: Context) {
    // It moves without a load, by itself.
    passing(context);
    return terms(context, reference, {});
  }
}
