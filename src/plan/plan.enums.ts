import { registerEnumType } from 'type-graphql';
import { ActionStatus, PlanNodeKind } from './plan.rules.js';

registerEnumType(PlanNodeKind, {
  name: 'PlanNodeKind',
  description: 'Ce qu’est un nœud d’un plan, quel que soit le nom que ses auteurs donnent à son niveau.',
  valuesConfig: {
    PRIORITY: { description: 'Enjeu, axe, ambition, orientation, thème.' },
    OBJECTIVE: { description: 'Objectif, stratégique ou opérationnel.' },
    ACTION: { description: 'Action (fiche-action) : le seul niveau qui avance.' },
  },
});

registerEnumType(ActionStatus, {
  name: 'ActionStatus',
  description: 'État d’avancement d’une action, tel qu’observé un jour.',
  valuesConfig: {
    NOT_STARTED: { description: 'Non engagée.' },
    PLANNED: { description: 'Programmée, à engager.' },
    IN_PROGRESS: { description: 'En cours.' },
    COMPLETED: { description: 'Réalisée.' },
    ONGOING_PERMANENT: {
      description: 'Permanente ou récurrente : elle ne s’achève pas, elle est comptée à part.',
    },
    POSTPONED: { description: 'Reportée.' },
    ABANDONED: { description: 'Abandonnée.' },
    UNKNOWN: { description: 'Inconnu à cette date.' },
  },
});
