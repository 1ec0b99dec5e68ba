import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLSchema, getOperationAST, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { askedOf } from '../db/snapshot.js';
import { HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { shapeOf } from '../graphql/limits/shape.js';
import { answerWhole, plansOf } from '../graphql/whole/answer-whole.js';
import { readWithinReach } from '../reach/reach.js';
import { checkDocument, endAnswered } from './apollo-plugins.js';
import { describeFor } from './journal/journal-plugin.js';
import { LongAnswers, longAnswer } from './long-answers.js';
import { isTrouble } from './whole-or-none.js';

/** Bytes of all documents together, read and planned. */
const mostBytes = 64_000_000;
/** About what a character of a text takes once it is read, and a field, its fragments written out, once it is planned. */
const bytesPerCharacter = 80;
const bytesPerField = 700;
const longestAccepted = 200;

/** Of as many answers in a row, each took one statement at most: the next one is taken to be as they are. */
const enoughShort = 16;

interface Known {
  readonly document: DocumentNode;
  /** How many of its last answers, in a row, took one statement at most. */
  shortAnswers: number;
  /** Was its last answer long? */
  isLong: boolean;
}

/** A question in the words of a document that is known. */
interface Asked {
  readonly source: string;
  readonly known: Known;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the answer. */
  readonly type: string;
}

/** An answer that is not whole: Apollo is to tell. */
export interface Unanswered {
  /** A base that does not answer is not asked twice for one request. */
  readonly trouble: HubError | null;
}

const isDear = (error: unknown): error is HubError =>
  isTrouble(error) || (error instanceof HubError && error.code === 'QUESTION_TOO_LONG');

/**
 * Documents of one role that Apollo has read, found valid and answered: partner apps and dashboards send the same ones all day, with
 * other variables. What depends on the variables and on who asks is looked at each time; what is not answered whole is asked of Apollo,
 * which says what is wrong.
 */
export class KnownDocuments {
  readonly #documents = new LRUCache<string, Known>({
    maxSize: mostBytes,
    sizeCalculation: ({ document }, { length }) =>
      bytesPerCharacter * (length + 1) + bytesPerField * shapeOf(document).fields * plansOf(document),
  });
  /** Types of answers, by what clients say that they accept. */
  readonly #types = new LRUCache<string, string>({ max: 100 });

  readonly #longAnswers = new LongAnswers();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Remembers what Apollo answers whole. */
  readonly plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      willSendResponse: async ({ source, document, operation, response: { body } }) => {
        const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
        if (isWhole && source !== undefined && document && operation?.operation === OperationTypeNode.QUERY)
          this.#documents.set(source, { document, shortAnswers: 0, isLong: false });
      },
    }),
  };

  /** Remembers of which type an answer of Apollo's is. */
  noteType({ headers: { accept = '' } }: FastifyRequest, reply: FastifyReply): void {
    const type = reply.getHeader('content-type');
    if (reply.statusCode === 200 && typeof type === 'string' && accept.length <= longestAccepted)
      this.#types.set(accept, type);
  }

  /** What a request asks; null for what Apollo is to look at. */
  find({ method, headers, body }: FastifyRequest): Asked | null {
    if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return null;
    if (typeof body !== 'object' || body === null) return null;
    const { query: source, variables, operationName, ...others } = body as Record<string, unknown>;
    const known = typeof source === 'string' ? this.#documents.get(source) : undefined;
    const type = this.#types.get(headers.accept ?? '');
    if (typeof source !== 'string' || !known || type === undefined) return null;
    for (const _ in others) return null;
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
    if (operationName != null && typeof operationName !== 'string') return null;
    return {
      source,
      known,
      type,
      operationName: operationName ?? null,
      variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
    };
  }

  /** The bytes of an answer; for one that is not whole, what stands in the way of asking the base for it again. */
  async answer(
    { source, known, operationName, variables }: Asked,
    context: Context,
  ): Promise<string | Unanswered> {
    const { schema } = this;
    const { document } = known;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return { trouble: null };
    try {
      checkDocument({ schema, document, operation, variables }, context);
    } catch {
      return { trouble: null };
    }
    describeFor(context, { schema, document, operation, variables });
    readWithinReach(context, false, known.shortAnswers >= enoughShort);
    const leave = known.isLong ? await this.#longAnswers.turn() : null;
    try {
      const data = await answerWhole({ schema, document, operation }, variables, context);
      known.shortAnswers = askedOf(context.em) > 1 ? 0 : known.shortAnswers + 1;
      context.keeping.isKept = !context.keeping.isPassing;
      const text = `${JSON.stringify({ data })}\n`;
      known.isLong = text.length >= longAnswer;
      endAnswered(context.em, false);
      return text;
    } catch (error) {
      endAnswered(context.em, true);
      // Apollo reads it anew, and says what is wrong: until it is whole again, it is not asked twice.
      this.#documents.delete(source);
      return { trouble: isDear(error) ? error : null };
    } finally {
      leave?.();
    }
  }
}
