import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const run = (command: string, ...argv: readonly string[]) =>
  spawnSync(command, argv, { stdio: 'ignore' }).status === 0;

const mount = (folder: string, bytes: number) =>
  run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);

/** Whether this user may mount a disk: on Linux only root may, and not in every container. */
export const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'mounted-'));
  const mounted = mount(folder, 65_536) && run('umount', folder);
  rmSync(folder, { recursive: true });
  return mounted;
})();

/** A disk of its own. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all the room there is left. */
  fill(): Promise<void>;
  /** Gives back what {@link fill} took. */
  makeRoom(): Promise<void>;
  /** Lets nobody write any more. */
  protect(): void;
}

const mounted: string[] = [];

/** Mounts a disk below a folder; {@link unmountAfterwards} takes it away. */
export async function smallDisk(folder: string, bytes: number): Promise<SmallDisk> {
  const path = join(folder, 'disk');
  await mkdir(path);
  if (!mount(path, bytes)) throw new Error(`Nothing can be mounted on ${path}`);
  mounted.push(path);
  const filler = join(path, 'filler');
  return {
    path,
    fill: async () => {
      const file = await open(filler, 'w');
      const page = Buffer.alloc(4096);
      // the last write says that there is no room
      await (async () => {
        for (;;) await file.write(page);
      })().catch(() => undefined);
      await file.close();
    },
    makeRoom: () => rm(filler),
    protect: () => {
      if (!run('mount', '-o', 'remount,ro', path)) throw new Error(`${path} cannot be protected`);
    },
  };
}

/** Unmounts what tests of the file mounted; called once at the top of a file. */
export function unmountAfterwards(): void {
  afterEach(() => {
    for (const path of mounted.splice(0)) run('umount', '-l', path);
  });
}
