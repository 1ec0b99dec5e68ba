import { type GraphQLResolveInfo, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { Ctx, Field, Info, ObjectType, Query, Resolver } from 'type-graphql';
import { isGiven, type Need, needsOf } from '../access/given-datasets.js';
import type { Context } from '../graphql/context.js';
import { type Question, type QuestionParameter, readQuestions } from './question.js';

@ObjectType('QuestionParameter', {
  description: 'Ce qu’une question laisse choisir : une variable de sa requête.',
})
export class QuestionParameterType implements QuestionParameter {
  @Field(() => String, { description: 'Nom de la variable, sans « $ ».' })
  readonly name!: string;

  @Field(() => String, { description: 'Type GraphQL.' })
  readonly type!: string;

  @Field(() => String, { description: 'Valeur par défaut, écrite comme dans la requête.' })
  readonly defaultValue!: string;

  @Field(() => String, { description: 'Ce qu’elle désigne.' })
  readonly description!: string;
}

@ObjectType('Question', {
  description: 'Une question prête à poser, avec la requête qui y répond.',
})
export class QuestionType implements Omit<Question, 'file'> {
  @Field(() => String, { description: 'Nom de l’opération GraphQL.' })
  readonly name!: string;

  @Field(() => String, { description: 'Thème : Couverture, Subventions, Objectifs, Territoires…' })
  readonly theme!: string;

  @Field(() => String, { description: 'La question, comme un analyste la poserait.' })
  readonly title!: string;

  @Field(() => String, { description: 'Comment lire la réponse.' })
  readonly description!: string;

  @Field(() => [QuestionParameterType], { description: 'Ce que la question laisse choisir.' })
  readonly parameters!: readonly QuestionParameter[];

  @Field(() => String, {
    description: 'La requête GraphQL ; ses variables ont toutes une valeur par défaut.',
  })
  readonly document!: string;
}

// Read once: the questions change only with the hub itself.
let questions: Question[] | null = null;
/** Those that can be put to the API of a role, and what each is made of. */
const askable = new WeakMap<GraphQLSchema, readonly (Question & { readonly needs: readonly Need[] })[]>();

/** Folder of the questions, relative to where the hub runs. */
export const questionsDirectory = 'questions';

@Resolver()
export class QuestionResolver {
  @Query(() => [QuestionType], {
    description:
      'Les questions prêtes à poser, que l’explorateur présente : celles auxquelles l’accès de qui demande permet de répondre.',
  })
  questions(@Info() { schema }: GraphQLResolveInfo, @Ctx() { viewer }: Context): Question[] {
    questions ??= readQuestions(questionsDirectory);
    const found = askable.get(schema) ?? questions.flatMap((each) => askableOf(schema, each));
    askable.set(schema, found);
    return found.filter(({ needs }) => needs.every(({ datasets }) => isGiven(viewer, datasets)));
  }
}

/** A question with what it is made of; nothing if it cannot be put to an API. */
function askableOf(schema: GraphQLSchema, question: Question) {
  const document = parse(question.document);
  const operation = getOperationAST(document);
  if (!operation || validate(schema, document).length > 0) return [];
  return [{ ...question, needs: needsOf(schema, document, operation) }];
}
