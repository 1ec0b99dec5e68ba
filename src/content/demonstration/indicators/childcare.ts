import { type EpciPlace, type Places, theDepartment } from '../places.js';
import { Dice } from '../random.js';
import { childrenInEpci, underThree } from './children.js';
import { type IndicatorRow, indicatorRow, type Subject, sumOf, toOneDecimal } from './indicator-rows.js';

const years = [2019, 2020, 2021, 2022, 2023, 2024] as const;
const modes = {
  psu: 'places Eaje PSU',
  paje: 'places Eaje Paje',
  eaje: 'places Eaje',
  childminder: 'places assistants maternels',
  home: 'places garde à domicile',
  preschool: 'places préscolarisation',
  all: 'places tous modes',
} as const;
type Mode = keyof typeof modes;
type Offer = Readonly<Record<Mode, number>>;

const rateName = 'taux de couverture accueil du jeune enfant';
const france: Subject = { kind: 'pays', code: 'FR', name: 'France' };
/** Places for 100 children in the whole country, invented. */
const countryRates = [58.1, 58.6, 58.4, 58.9, 59.3, 59.6];
/** An EPCI whose supply nobody has sent. */
const silent = 'CC Anjou Bleu Communauté';

/** Places of an EPCI in a year: crèches gain places, childminders lose some, each at a pace of its own. */
function offerOf(epci: EpciPlace, year: number): Offer {
  const children = childrenInEpci(epci, underThree);
  const dice = new Dice('childcare', epci.code);
  const isUrban = epci.population > 100_000;
  const creche = dice.between(isUrban ? 0.18 : 0.08, isUrban ? 0.24 : 0.14);
  const childminder = dice.between(isUrban ? 0.3 : 0.4, isUrban ? 0.38 : 0.58);
  const [growth, decline] = [dice.between(0.01, 0.05), dice.between(0.005, 0.03)];
  const passed = year - 2019;
  const psu = Math.round(children * creche * (1 + growth * passed));
  const paje = Math.round(children * dice.between(0.005, 0.03) * (1 + 2 * growth * passed));
  const minded = Math.round(children * childminder * (1 - decline * passed));
  const home = Math.round(children * dice.between(0.004, 0.012));
  const preschool = Math.round(children * dice.between(0.01, 0.03));
  const eaje = psu + paje;
  return { psu, paje, eaje, childminder: minded, home, preschool, all: eaje + minded + home + preschool };
}

const addUp = (offers: readonly Offer[]): Offer =>
  Object.fromEntries(
    (Object.keys(modes) as Mode[]).map((mode) => [mode, sumOf(offers.map((each) => each[mode]))]),
  ) as Offer;

const rowsOf = (subject: Subject, year: number, offer: Offer, children: number): IndicatorRow[] => [
  ...(Object.keys(modes) as Mode[]).map((mode) => indicatorRow(subject, modes[mode], year, offer[mode])),
  indicatorRow(subject, rateName, year, toOneDecimal((100 * offer.all) / children)),
];

/** Places by mode and the published rate, each December, by EPCI, in the département, and the rate in France. */
export function childcareRows({ epcis }: Places): IndicatorRow[] {
  const whole = epcis.filter(({ isWhole }) => isWhole);
  const children = sumOf(whole.map((epci) => childrenInEpci(epci, underThree)));
  return years.flatMap((year, index) => [
    ...whole
      .filter(({ name }) => name !== silent)
      .flatMap((epci) => rowsOf(epci, year, offerOf(epci, year), childrenInEpci(epci, underThree))),
    ...rowsOf(theDepartment, year, addUp(whole.map((epci) => offerOf(epci, year))), children),
    indicatorRow(france, rateName, year, countryRates[index] ?? 0),
  ]);
}
