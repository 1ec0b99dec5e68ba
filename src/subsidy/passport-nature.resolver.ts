import { FieldResolver, Resolver, Root } from 'type-graphql';
import { DatasetName } from '../provenance/dataset-name.js';
import type { ScopedPassport } from '../provenance/passport.js';
import { Passport } from '../provenance/provenance.type.js';
import './subsidy.enums.js';
import { SubsidyNature } from './subsidy.rules.js';

@Resolver(() => Passport)
export class PassportNatureResolver {
  @FieldResolver(() => SubsidyNature, {
    nullable: true,
    description:
      'La nature des montants sur lesquels le chiffre repose ; vide pour ce qui n’est pas un montant.',
  })
  nature(@Root() { scope }: ScopedPassport): string | null {
    return scope.dataset === DatasetName.SUBSIDIES ? scope.nature : null;
  }
}
