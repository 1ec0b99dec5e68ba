import type { ConventionStory, PlanShape } from './cast/story.js';
import { beginningOf, type Course, courseFrom, dueOf } from './courses.js';
import { type FollowedBy, followedBy } from './followed-by.js';
import { Dice } from './random.js';
import type { ObjectiveWords, ThemeWords } from './words/theme-words.js';
import { type ThemeName, themes } from './words/themes.js';

export interface PlanNode {
  readonly rank: 'priority' | 'strategic' | 'objective' | 'action';
  readonly code: string;
  readonly level: string;
  readonly title: string;
  readonly themes: readonly string[];
  readonly parent: string | null;
  readonly lead: string | null;
  readonly due: string | null;
  readonly followedBy: FollowedBy | null;
  /** How an action goes; null for what is not an action. */
  readonly course: Course | null;
}

export interface Plan {
  readonly story: ConventionStory;
  readonly nodes: readonly PlanNode[];
}

/** What a shape calls its levels. */
interface ShapeWords {
  readonly top: { readonly rank: 'priority' | 'strategic'; readonly level: string; readonly letters: string };
  /** Null when actions come right under the top. */
  readonly middle: { readonly level: string; readonly letters: string } | null;
  readonly hasActions: boolean;
}

const enjeu = { rank: 'priority', level: 'enjeu', letters: 'E' } as const;
const objectif = { level: 'objectif', letters: 'O' };

const shapes: Readonly<Record<PlanShape, ShapeWords>> = {
  ENJEUX: { top: enjeu, middle: objectif, hasActions: true },
  OBJECTIVES_ONLY: { top: enjeu, middle: objectif, hasActions: false },
  AXES: { top: { rank: 'priority', level: 'axe', letters: 'AXE' }, middle: null, hasActions: true },
  STRATEGIC_OBJECTIVES: {
    top: { rank: 'strategic', level: 'objectif stratégique', letters: 'OS' },
    middle: { level: 'objectif opérationnel', letters: 'OO' },
    hasActions: true,
  },
};

/** The plans of the conventions that have one, by reference. */
export function plansOf(stories: readonly ConventionStory[]): Map<string, Plan> {
  const plans = stories.flatMap((story) => (story.plan ? [planOf(story, shapes[story.plan])] : []));
  return new Map(plans.map((plan) => [plan.story.reference, plan]));
}

const planOf = (story: ConventionStory, shape: ShapeWords): Plan => ({
  story,
  nodes: story.themes.flatMap((theme, index) => branchOf(story, shape, theme, index + 1)),
});

/** What the nodes of one branch are made of. */
interface Making {
  readonly story: ConventionStory;
  readonly words: ThemeWords;
  readonly dice: Dice;
}

/** A priority with all that is under it. */
function branchOf(story: ConventionStory, shape: ShapeWords, theme: ThemeName, number: number): PlanNode[] {
  const making = { story, words: themes[theme], dice: new Dice('plan', story.reference, theme) };
  const { dice, words } = making;
  const { rank, level, letters } = shape.top;
  const title = dice.pick(words.priorities);
  const top = node({ rank, code: `${letters}${number}`, level, title, themes: [theme] });
  const objectives = dice.some(words.objectives, dice.integer(2, story.themes.length > 5 ? 2 : 3));
  const { middle } = shape;
  if (middle === null) {
    return [
      top,
      ...numbered(
        objectives.flatMap((each) => actionsUnder(top, each, making)),
        story,
      ),
    ];
  }
  const under = objectives.flatMap((each, index) => {
    const objective = node({
      rank: 'objective',
      code: `${top.code}-${middle.letters}${index + 1}`,
      level: middle.level,
      title: each.title,
      themes: themesOf(top, each),
      parent: top.code,
    });
    return [objective, ...(shape.hasActions ? numbered(actionsUnder(objective, each, making), story) : [])];
  });
  return [top, ...under];
}

const themesOf = (above: PlanNode, { alsoAbout }: ObjectiveWords): string[] =>
  alsoAbout === null ? [...above.themes] : [...new Set([...above.themes, alsoAbout])];

const numbered = (actions: readonly PlanNode[], { reference }: ConventionStory): PlanNode[] =>
  actions.map((action, index) => {
    const code = `${action.parent}-A${index + 1}`;
    return { ...action, code, followedBy: followedBy(reference, code) };
  });

/** Actions without a number yet: they are numbered under whatever stands above them. */
function actionsUnder(above: PlanNode, words: ObjectiveWords, { story, words: { leads }, dice }: Making) {
  const beginning = beginningOf(story, dice);
  return dice.some(words.actions, dice.integer(2, 4)).map((title) => {
    const course = courseFrom(beginning, dice);
    const due = dueOf(course, dice);
    return node({
      rank: 'action',
      code: '',
      level: 'action',
      title,
      themes: themesOf(above, words),
      parent: above.code,
      lead: dice.chance(0.93) ? dice.pick(leads) : null,
      due: dice.chance(0.9) && course.fate !== 'PERMANENT' ? due : null,
      course,
    });
  });
}

const node = (
  told: Pick<PlanNode, 'rank' | 'code' | 'level' | 'title' | 'themes'> & Partial<PlanNode>,
): PlanNode => ({ parent: null, lead: null, due: null, followedBy: null, course: null, ...told });
