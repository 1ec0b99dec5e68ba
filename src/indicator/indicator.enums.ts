import { registerEnumType } from 'type-graphql';
import { IndicatorKind, indicators } from './indicator.rules.js';

registerEnumType(IndicatorKind, {
  name: 'IndicatorKind',
  description: 'Les indicateurs de territoire que le hub nomme. Les mots de la source sont gardés à côté.',
  valuesConfig: Object.fromEntries(
    Object.entries(indicators).map(([kind, { label, unit, addsUp }]) => [
      kind,
      {
        description: `${label}${unit === null ? '' : ` (${unit})`}${addsUp ? '' : ' ; ne s’additionne pas'}.`,
      },
    ]),
  ),
});
