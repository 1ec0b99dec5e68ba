import { Theme } from '../../convention/convention.rules.js';
import { Sector, sectorLabels } from '../subsidy.rules.js';

/** The sector whose money a theme is set beside: that of the same name. The others have none, and sectors without a theme none. */
export const sectorOfTheme: Readonly<Partial<Record<Theme, Sector>>> = {
  [Theme.EARLY_CHILDHOOD]: Sector.EARLY_CHILDHOOD,
  [Theme.CHILDHOOD]: Sector.CHILDHOOD,
  [Theme.YOUTH]: Sector.YOUTH,
  [Theme.PARENTING]: Sector.PARENTING,
  [Theme.ACCESS_TO_RIGHTS]: Sector.ACCESS_TO_RIGHTS,
  [Theme.SOCIAL_LIFE]: Sector.SOCIAL_LIFE,
  [Theme.HOUSING]: Sector.HOUSING,
  [Theme.DISABILITY]: Sector.DISABILITY,
};

const otherThemes: Readonly<Partial<Record<Theme, string>>> = {
  [Theme.DIGITAL_INCLUSION]: 'Inclusion numérique',
  [Theme.SOCIAL_SUPPORT]: 'Accompagnement social',
  [Theme.OTHER]: 'Autre thématique',
};

/** A theme and its sector, or one of the two alone. */
export interface Pair {
  readonly theme: Theme | null;
  readonly sector: Sector | null;
  readonly label: string;
}

const themes = Object.values(Theme).map((theme): Pair => {
  const sector = sectorOfTheme[theme] ?? null;
  return { theme, sector, label: sector === null ? (otherThemes[theme] ?? theme) : sectorLabels[sector] };
});
const alone = Object.values(Sector).filter((sector) => !themes.some((pair) => pair.sector === sector));

/** Every theme and every sector, once each. */
export const pairs: readonly Pair[] = [
  ...themes,
  ...alone.map((sector): Pair => ({ theme: null, sector, label: sectorLabels[sector] })),
];

/** Part of a whole; null of nothing, and where nothing can be set beside. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
