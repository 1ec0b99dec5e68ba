import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { HubError } from '../../errors.js';
import { documentLimits, maximumErrors } from './document-limits.js';
import { type Shape, shapeOf } from './shape.js';

/**
 * Refuses a document that asks too much, whatever its variables are. It looks at the document before any other rule, and
 * lets none of them begin on one that it refuses: some of them take a time that grows with the square of its size.
 */
export function documentLimitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document: {
      enter: (document) => {
        const refusal = refusalOf(shapeOf(document));
        if (refusal === null) return;
        const error = new GraphQLError(refusal.message, { originalError: refusal });
        // More errors than are taken end validation where it stands. Whoever answers tells a refusal alone.
        for (let told = 0; told <= maximumErrors; told += 1) context.reportError(error);
      },
    },
  };
}

function refusalOf({ depth, fields, aliases, spreads, directives }: Shape): HubError | null {
  const limits = documentLimits;
  if (depth > limits.depth) return new HubError('QUERY_TOO_DEEP', { value: depth, maximum: limits.depth });
  if (fields > limits.fields)
    return new HubError('TOO_MANY_FIELDS', { value: fields, maximum: limits.fields });
  if (aliases > limits.aliases) {
    return new HubError('TOO_MANY_ALIASES', { value: aliases, maximum: limits.aliases });
  }
  if (spreads > limits.spreads) {
    return new HubError('TOO_MANY_FRAGMENTS', { value: spreads, maximum: limits.spreads });
  }
  if (directives > limits.directives) {
    return new HubError('TOO_MANY_DIRECTIVES', { value: directives, maximum: limits.directives });
  }
  return null;
}
