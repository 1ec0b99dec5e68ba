import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { HubError } from '../../errors.js';
import { readText } from '../text.js';

/** Refuses texts written in a document that a base cannot hold, whichever argument they are for. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue: (node) => {
      try {
        readText(context.getArgument()?.name ?? 'texte', node.value);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        context.reportError(new GraphQLError(error.message, { nodes: node, originalError: error }));
      }
    },
  };
}
