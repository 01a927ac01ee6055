import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';

/** Where a test finds the server and who it may be there. */
export interface S3Server {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A running server, and how to end it. */
export interface RunningS3Server extends S3Server {
  /** Ends the processes that were started, by their ids, and removes their folder. */
  readonly stop: () => Promise<void>;
}

/** Programs of the Debian packages radosgw, ceph-mon, ceph-osd and ceph-common. */
export const PROGRAMS: readonly string[] = [
  'radosgw',
  'ceph-mon',
  'ceph-osd',
  'ceph',
  'radosgw-admin',
];

const START_SECONDS = 120;
const STOP_SECONDS = 20;
const ACCESS_KEY = 'testaccesskey';
const SECRET_KEY = 'testsecretkey0123456789';

const run = promisify(execFile);

/**
 * One monitor, one store in memory, one replica. What is not obvious: radosgw does not work without cephx; without a
 * manager the cluster stays in a warning state, which is enough.
 */
function configuration(folder: string, fsid: string, monitor: string): string {
  return `[global]
fsid = ${fsid}
mon host = ${monitor}
public network = 127.0.0.0/8
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = false
keyring = ${folder}/keyring
run dir = ${folder}/run
admin socket = ${folder}/run/$name.asok
pid file = ${folder}/run/$name.pid
log file = ${folder}/log/$name.log
crash dir = ${folder}/run
osd pool default size = 1
osd pool default min size = 1
osd crush chooseleaf type = 0
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 1000
mon pg warn min per osd = 0
[mon]
mon data = ${folder}/mon
mon data avail crit = 1
mon data avail warn = 2
[osd]
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd class update on start = false
[client]
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
`;
}

/** The daemons run in the foreground, as children: their ids are known, and nothing else is ever ended. */
class Cluster {
  readonly #folder: string;
  readonly #daemons: ChildProcess[] = [];
  #failure: Error | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async command(program: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run(program, ['-c', `${this.#folder}/ceph.conf`, ...args], {
      timeout: 60_000,
    });
    return stdout;
  }

  async daemon(program: string, ...args: readonly string[]): Promise<void> {
    const output = await open(`${this.#folder}/log/${program}.out`, 'w');
    const child = spawn(program, ['-c', `${this.#folder}/ceph.conf`, '-f', ...args], {
      stdio: ['ignore', output.fd, output.fd],
    });
    child.on('error', (error) => {
      this.#failure = error;
    });
    child.on('exit', (code, signal) => {
      this.#failure = new Error(`${program} ended with ${signal ?? `exit code ${code}`}`);
    });
    this.#daemons.push(child);
    await output.close();
  }

  /** Repeats a look until it holds; fails early when a daemon has ended. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (!(await holds().catch(() => false))) {
      if (this.#failure !== undefined) throw this.#failure;
      if (Date.now() > deadline) throw new Error(`${what} took more than ${START_SECONDS} s`);
      await sleep(200);
    }
  }

  /** Last lines of what the daemons said, for the message of a failed start. */
  async lastWords(): Promise<string> {
    const logs = ['ceph-mon.out', 'ceph-osd.out', 'radosgw.out'].map(async (name) => {
      const text = await readFile(`${this.#folder}/log/${name}`, 'utf8').catch(() => '');
      return `${name}:\n${text.split('\n').slice(-10).join('\n')}`;
    });
    return (await Promise.all(logs)).join('\n');
  }

  async stop(): Promise<void> {
    for (const child of this.#daemons.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(force);
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function startMonitor(cluster: Cluster, folder: string): Promise<void> {
  const [v2, v1] = await freePorts(2);
  const fsid = randomUUID();
  const address = `[v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]`;
  await Promise.all(['mon', 'osd', 'run', 'log'].map((name) => mkdir(`${folder}/${name}`)));
  await writeFile(`${folder}/ceph.conf`, configuration(folder, fsid, address));
  const keyring = `${folder}/keyring`;
  await run('ceph-authtool', [
    '--create-keyring',
    keyring,
    '--gen-key',
    '-n',
    'mon.',
    '--cap',
    'mon',
    'allow *',
  ]);
  for (const name of ['client.admin', 'client.rgw', 'osd.0']) {
    await run('ceph-authtool', [
      keyring,
      '--gen-key',
      '-n',
      name,
      '--cap',
      'mon',
      'allow *',
      '--cap',
      'osd',
      'allow *',
    ]);
  }
  const map = `${folder}/monmap`;
  await run('monmaptool', [
    '--create',
    '--fsid',
    fsid,
    '--enable-all-features',
    '--addv',
    'a',
    address,
    map,
  ]);
  await cluster.command('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring);
  await cluster.daemon('ceph-mon', '-i', 'a');
  await cluster.until(
    'the monitor',
    async () => (await cluster.command('ceph', '--connect-timeout', '5', '-s')) !== '',
  );
}

async function startStore(cluster: Cluster): Promise<void> {
  const id = randomUUID();
  await cluster.command('ceph', 'osd', 'new', id);
  await cluster.command('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', id);
  await cluster.daemon('ceph-osd', '-i', '0');
  await cluster.until('the store', async () =>
    (await cluster.command('ceph', 'osd', 'stat')).includes('1 up'),
  );
}

async function startGateway(cluster: Cluster): Promise<string> {
  const [port] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  // without tcp_nodelay each small GET costs 40 ms
  const frontend = `beast endpoint=127.0.0.1:${port} tcp_nodelay=1`;
  await cluster.daemon('radosgw', '-n', 'client.rgw', `--rgw-frontends=${frontend}`);
  await cluster.until('radosgw', async () => (await fetch(endpoint)).ok);
  const keys = [`--access-key=${ACCESS_KEY}`, `--secret-key=${SECRET_KEY}`];
  await cluster.command(
    'radosgw-admin',
    'user',
    'create',
    '--uid=test',
    '--display-name=test',
    ...keys,
  );
  return endpoint;
}

/**
 * Starts a single-node Ceph with its S3 gateway on free ports of the loopback, in a folder of its own.
 *
 * Takes 10 to 25 s. Needs the programs of {@link PROGRAMS}, and neither systemd nor a running Ceph.
 */
export async function startRadosgw(): Promise<RunningS3Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'radosgw-'));
  const cluster = new Cluster(folder);
  try {
    await startMonitor(cluster, folder);
    await startStore(cluster);
    const endpoint = await startGateway(cluster);
    const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY };
    return { endpoint, region: 'us-east-1', ...credentials, stop: () => cluster.stop() };
  } catch (cause) {
    const words = await cluster.lastWords();
    await cluster.stop();
    throw new Error(
      `radosgw does not start: ${cause instanceof Error ? cause.message : String(cause)}\n${words}`,
      { cause },
    );
  }
}
