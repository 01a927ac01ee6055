import type { RunProgress, Stage } from '../../run/index.ts';
import type { Session } from '../session/session.ts';
import { jobsRemain } from '../texts/jobs-remain.ts';
import type { Progress } from './progress.ts';

/** What is left behind when a run is interrupted in a stage. */
const REMAINS: Readonly<Record<Stage, string>> = {
  build: 'nothing was written',
  validate: 'the dataset stays, nothing was sent; run the same command again to go on',
  upload: 'shards that are whole in S3 stay; run the same command again to go on',
  canary: jobsRemain(false, 'to go on'),
  submit: 'jobs that were submitted run on and are billed; run the same command again to go on',
  wait: jobsRemain(false, 'to go on'),
  results: 'the jobs have ended; run the same command again to read the outcomes',
  ask: 'answers that came stay and are not paid for again; run the same command again to ask the others',
};

/** The same of a run in the embedded emulator, which stops with the command. */
const LOCAL_REMAINS: Readonly<Record<Stage, string>> = {
  ...REMAINS,
  validate: 'the dataset stays; run the same command again to go on',
  upload: 'the dataset stays; run the same command again to go on',
  canary: jobsRemain(true, 'to go on'),
  submit: jobsRemain(true, 'to go on'),
  wait: jobsRemain(true, 'to go on'),
};

/** Shows a run's stages, and keeps in mind what an interruption would leave behind. */
export class RunNarrator {
  readonly #progress: Progress;
  readonly #session: Session;
  readonly #remains: Readonly<Record<Stage, string>>;
  readonly #isLocal: boolean;

  constructor(progress: Progress, session: Session, isLocal = false) {
    this.#progress = progress;
    this.#session = session;
    this.#isLocal = isLocal;
    this.#remains = isLocal ? LOCAL_REMAINS : REMAINS;
  }

  readonly tell = (progress: RunProgress): void => {
    const { stage, step } = progress;
    if (step === 'begin') {
      this.#session.remains = this.#remains[stage];
      this.#progress.begin(stage);
    } else if (step === 'end') {
      this.#progress.end();
    } else if (progress.done !== undefined) {
      this.#progress.measure({ ...progress, isLocal: this.#isLocal });
    } else if (stage === 'wait' || stage === 'canary') {
      this.#progress.note(progress.detail ?? '');
    } else {
      this.#progress.update(progress.detail ?? '');
    }
  };
}
