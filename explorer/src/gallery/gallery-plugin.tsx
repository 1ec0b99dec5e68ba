import type { GraphiQLPlugin } from '@graphiql/react';
import { Gallery } from './gallery.tsx';
import { GalleryIcon } from './gallery-icon.tsx';
import { GALLERY_TITLE } from './gallery-title.ts';

export const GALLERY_PLUGIN: GraphiQLPlugin = { title: GALLERY_TITLE, icon: GalleryIcon, content: Gallery };
