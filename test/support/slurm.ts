import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';

/** Programs of the Debian packages slurmctld, slurmd and slurm-client. */
const PROGRAMS = ['slurmctld', 'slurmd', 'sbatch', 'squeue', 'scontrol', 'sinfo'];

/** Whether the programs are here. Some of them fail where they have no cluster. */
export const HAS_SLURM: boolean = PROGRAMS.every(
  (program) => spawnSync(program, ['-V']).error === undefined,
);

const START_SECONDS = 60;
const run = promisify(execFile);

/** A cluster of several nodes on this machine, each a daemon on a port of its own. */
export class SlurmCluster {
  readonly #folder: string;
  readonly nodes: readonly string[];
  readonly env: Readonly<Record<string, string>>;

  private constructor(folder: string, nodes: readonly string[]) {
    this.#folder = folder;
    this.nodes = nodes;
    this.env = { SLURM_CONF: path.join(folder, 'slurm.conf') };
  }

  /** Starts it, for who is root alone, on free ports; everything that it writes is below a folder. */
  static async start(folder: string, count: number): Promise<SlurmCluster> {
    const nodes = Array.from({ length: count }, (_, index) => `n${index + 1}`);
    const cluster = new SlurmCluster(folder, nodes);
    for (const name of ['state', 'spool', 'log']) mkdirSync(path.join(folder, name));
    const ports = await freePorts(count + 1);
    writeFileSync(path.join(folder, 'slurm.conf'), configuration(folder, { nodes, ports }));
    const env = { ...process.env, ...cluster.env };
    execFileSync('slurmctld', ['-c'], { env });
    for (const node of nodes) execFileSync('slurmd', ['-N', node], { env });
    await cluster.#until(START_SECONDS, async () => {
      const { stdout } = await run('sinfo', ['-h', '-N', '-o', '%T'], { env });
      return stdout.split('\n').filter((state) => state === 'idle').length === count;
    });
    return cluster;
  }

  /** Waits until no task is queued or running. */
  async idle(seconds: number): Promise<void> {
    await this.#until(seconds, async () => {
      const env = { ...process.env, ...this.env };
      const { stdout } = await run('squeue', ['-h', '-o', '%A'], { env });
      return stdout.trim() === '';
    });
  }

  /** The node on which a task of a name runs; undefined where none does. */
  nodeOf(task: string): string | undefined {
    const found = processes().find(({ environment }) => environment.get('SLURM_JOB_NAME') === task);
    return found?.environment.get('SLURMD_NODENAME');
  }

  /** Ends a node at once, as a power failure does: its daemon, and all that it runs. */
  killNode(node: string): void {
    kill(Number(readFileSync(path.join(this.#folder, `${node}.pid`), 'utf8')));
    const tasks = processes().filter(
      ({ environment }) => environment.get('SLURMD_NODENAME') === node,
    );
    const parents = new Set(tasks.map(({ parent }) => parent));
    for (const { pid, name } of processes()) {
      if (parents.has(pid) && name.startsWith('slurmstepd')) kill(pid);
    }
    for (const { pid } of tasks) kill(pid);
  }

  /** Brings a node back. */
  reviveNode(node: string): void {
    execFileSync('slurmd', ['-N', node], { env: { ...process.env, ...this.env } });
  }

  /** Ends all daemons by their ids. */
  async stop(): Promise<void> {
    for (const node of this.nodes) this.killNode(node);
    const controller = Number(readFileSync(path.join(this.#folder, 'slurmctld.pid'), 'utf8'));
    kill(controller);
    await this.#until(10, () => Promise.resolve(!isAlive(controller)));
  }

  async #until(seconds: number, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`Not within ${seconds} s:\n${this.#log()}`);
      await sleep(500);
    }
  }

  #log(): string {
    const log = readFileSync(path.join(this.#folder, 'log', 'slurmctld.log'), 'utf8');
    return log.split('\n').slice(-20).join('\n');
  }
}

/**
 * Neither munge nor cgroups, so that nothing of the machine is touched. By default a node that died is missed after five minutes, and
 * its tasks start two minutes later, when credentials have surely expired.
 */
function configuration(
  folder: string,
  { nodes, ports }: { readonly nodes: readonly string[]; readonly ports: readonly number[] },
): string {
  const [controller, ...daemons] = ports;
  const host = hostname().split('.')[0];
  const nodeLines = nodes.map(
    (node, index) =>
      `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${daemons[index]} CPUs=1 State=UNKNOWN`,
  );
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/%n.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=10
SchedulerParameters=batch_sched_delay=1
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SlurmdParameters=config_overrides
${nodeLines.join('\n')}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly environment: ReadonlyMap<string, string>;
}

function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [processAt(Number(name))];
      } catch {
        // it has ended meanwhile
        return [];
      }
    });
}

function processAt(pid: number): Process {
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    pid,
    parent: Number(parent),
    name: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    environment: new Map(
      variables.map((variable) => {
        const equals = variable.indexOf('=');
        return [variable.slice(0, equals), variable.slice(equals + 1)];
      }),
    ),
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
