/** Loads zod, at the first call. */
declare function loadZod(): typeof import('zod');
export = loadZod;
