import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { passOn, serveOnLoopback } from '../../support/loopback.ts';

/** When a process is killed, counted from its start. */
export type KillPlan =
  | { readonly request: number; readonly when: 'before' | 'after' }
  | { readonly milliseconds: number };

/** A proxy in front of all services that kills at a request: before the server has it, or once it has acted on it. */
export interface KillProxy {
  readonly endpoint: string;
  /** Requests that came since the last {@link arm}. */
  readonly count: number;
  /** Counts anew, and calls `kill` at the request of the plan; undefined kills at none. */
  readonly arm: (plan: KillPlan | undefined, kill: () => void) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a proxy on a free port of the loopback. The Host header passes as it is, so signatures stay right.
 *
 * @param target Endpoint of the server, asked for at each request.
 */
export async function startKillProxy(target: () => string): Promise<KillProxy> {
  let count = 0;
  let isCut = false;
  let armed: { readonly plan: KillPlan | undefined; readonly kill: () => void } | undefined;
  const killNow = () => {
    isCut = true;
    armed?.kill();
  };
  const server = await serveOnLoopback((incoming, reply) => {
    count += 1;
    const plan = armed?.plan;
    const isIt = plan !== undefined && 'request' in plan && plan.request === count;
    if (isIt && plan.when === 'before') killNow();
    if (isCut) incoming.socket.destroy();
    else void pass({ target: target(), incoming, reply }, isIt ? killNow : undefined);
  });
  return {
    ...server,
    get count() {
      return count;
    },
    arm: (plan, kill) => {
      [count, isCut, armed] = [0, false, { plan, kill }];
    },
  };
}

interface Exchange {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly reply: ServerResponse;
}

/** @param acted Called in place of the reply, once the server has given all of it. */
async function pass({ target, incoming, reply }: Exchange, acted: (() => void) | undefined) {
  const onward = passOn(target, incoming);
  onward.on('error', () => incoming.socket.destroy());
  incoming.on('error', () => onward.destroy());
  // a process that is gone in the middle of a request takes it back
  incoming.on('aborted', () => onward.destroy());
  onward.on('response', (answer) => {
    answer.on('error', () => reply.destroy());
    if (acted === undefined) {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
      return;
    }
    void buffer(answer).then(
      () => {
        acted();
        incoming.socket.destroy();
      },
      () => reply.destroy(),
    );
  });
  incoming.pipe(onward);
}
