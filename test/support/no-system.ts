import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const STARTERS = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];

function refuse(): never {
  throw new Error(
    'A unit suite starts no process and opens no socket: name its file *.system.test.ts',
  );
}

// The suites one runs at every save stay fast and alike on every machine.
Object.assign(childProcess, Object.fromEntries(STARTERS.map((name) => [name, refuse])));
Object.assign(net.Server.prototype, { listen: refuse });
Object.assign(net.Socket.prototype, { connect: refuse });
syncBuiltinESMExports();
