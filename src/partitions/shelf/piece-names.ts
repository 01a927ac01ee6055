import { PARTITIONS_FOLDER } from '../../dataset/index.ts';

/** Path of the plan below the home of what will be the dataset. */
export const PLAN_PATH: string = below('plan.json');

const DIGITS = 5;
const ATTEMPT = /^\.bedrock-batch-(\d{5,})(?:-([0-9a-f]{12}))?\./;
const PIECE = /^(\d{5,})(?:-([0-9a-f]{12})\.json)?$/;

/** Path of something among the pieces, below the home of what will be the dataset. */
export function below(name: string): string {
  return `${PARTITIONS_FOLDER}/${name}`;
}

/** Name of a piece, counted from 0: `00000`. */
export function pieceName(index: number): string {
  return String(index).padStart(DIGITS, '0');
}

/** The piece of a plan that something is an attempt at; undefined where it is none. */
export function attemptedPiece(name: string, plan: string): number | undefined {
  return indexIn(ATTEMPT.exec(name), plan);
}

/** The piece of a plan that something is; undefined where it is none. */
export function wholePiece(name: string, plan: string): number | undefined {
  return indexIn(PIECE.exec(name), plan);
}

/** In S3 an attempt at a plan that was removed may end when the next plan is there, so names say which they are of. */
function indexIn(match: RegExpExecArray | null, plan: string): number | undefined {
  const [, index, of = plan] = match ?? [];
  return index === undefined || of !== plan ? undefined : Number(index);
}
