import type { Role } from '../viewer.js';

/** May a role ask what the API is made of? Each is shown its own part of it, which is as public as its documentation. */
export const mayIntrospect = (_role: Role): boolean => true;
