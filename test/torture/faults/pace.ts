import type { Haste } from '../hasten.ts';

/** How the command is made to hurry: it pauses shortly, and is as patient as ever. */
export const HASTE: Haste = { pauses: 20 };

/** The same where nothing comes: it is not patient for long. */
export const STALL_HASTE: Haste = { pauses: 20, patience: 10 };
