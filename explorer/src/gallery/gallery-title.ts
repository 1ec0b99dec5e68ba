export const GALLERY_TITLE = 'Questions prêtes à poser';
