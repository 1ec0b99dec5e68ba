import { registerEnumType } from 'type-graphql';
import { JournalKind, JournalOrigin } from './journal.rules.js';

registerEnumType(JournalKind, {
  name: 'JournalKind',
  description: 'De quoi parle une ligne du journal.',
  valuesConfig: {
    READ: { description: 'Une lecture : chiffres, listes, fiches.' },
    EXPORT: { description: 'Un export : les lignes elles-mêmes, un modèle rempli, un classeur annoté.' },
    LOAD: { description: 'Un chargement, ou sa répétition.' },
    ADMINISTRATION: {
      description: 'Un acte d’administration : clé, source, campagne, annulation, vérification.',
    },
    UPKEEP: {
      description:
        'Ce que le hub fait de lui-même : démarrer, s’arrêter, effacer ce qui a fait son temps, dire ce qu’il n’a pas pu noter.',
    },
  },
});

registerEnumType(JournalOrigin, {
  name: 'JournalOrigin',
  description: 'Par où une demande est venue, tel que son auteur le dit : ce n’est pas une preuve.',
  valuesConfig: {
    EXPLORER: { description: 'L’explorateur.' },
    LOADER: { description: 'La page de chargement.' },
    COMMAND: { description: 'La ligne de commande.' },
    API: { description: 'Un autre programme.' },
    SOURCE: { description: 'Une source que le hub va chercher de lui-même.' },
    HUB: { description: 'Le hub lui-même.' },
  },
});
