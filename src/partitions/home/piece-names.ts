/** Name of the plan among the pieces. */
export const PLAN_NAME = 'plan.json';

const DIGITS = 5;
const ATTEMPT = /^\.bedrock-batch-(\d{5,})\./;
const PIECE = /^\d{5,}$/;

/** Name of the folder of a piece, counted from 0: `00000`. */
export function pieceName(index: number): string {
  return String(index).padStart(DIGITS, '0');
}

/** The piece that a folder is an attempt at; undefined where it is none. */
export function attemptedPiece(name: string): number | undefined {
  const digits = ATTEMPT.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The piece that a folder is; undefined where it is none. */
export function wholePiece(name: string): number | undefined {
  return PIECE.test(name) ? Number(name) : undefined;
}
