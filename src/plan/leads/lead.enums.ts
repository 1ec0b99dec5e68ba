import { registerEnumType } from 'type-graphql';
import { LeadKind } from './lead.rules.js';

registerEnumType(LeadKind, {
  name: 'LeadKind',
  description: 'Qui pilote une action, d’après les mots de son plan, qui restent à côté.',
  valuesConfig: {
    CAF: { description: 'La Caf.' },
    LOCAL_AUTHORITY: { description: 'Un service de la commune ou de l’EPCI.' },
    SOCIAL_ACTION_CENTRE: { description: 'Un centre communal ou intercommunal d’action sociale.' },
    COOPERATION_OFFICER: { description: 'Un chargé de coopération, une coordination.' },
    SOCIAL_CENTRE: { description: 'Un centre social ou un espace de vie sociale.' },
    FACILITY: {
      description: 'Un équipement : relais petite enfance, crèche, médiathèque, maison de services…',
    },
    ASSOCIATION: { description: 'Une association.' },
    DEPARTMENT: { description: 'Le conseil départemental.' },
    MSA: { description: 'La Mutualité sociale agricole.' },
    STATE: { description: 'L’État.' },
    OTHER: { description: 'Le nom ne permet pas de le dire : une fonction, un partenaire local.' },
  },
});
