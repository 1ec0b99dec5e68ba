/** Why there is no value, in words that do not tell a small value from one that is hidden to protect it. */
export const secretHint =
  'Secret statistique : la valeur existe, mais elle est de trop peu de personnes ou de bénéficiaires, ou elle en révélerait une qui l’est.';

export const unpublishedHint =
  'Pour votre rôle, ce chiffre ne se publie pas ici : demandez un territoire plus grand, ou que vous voyez tout entier.';

export const finerSectorsHint = 'Par secteur, les montants se publient à partir de l’EPCI.';
