import { describe, expect, it } from 'vitest';
import { EventLoopTurns } from '../../src/io/index.ts';

/** Works on, as judging lines does, for longer than the event loop may stand still. */
function work(): void {
  for (const end = performance.now() + 20; performance.now() < end; );
}

describe('EventLoopTurns', () => {
  it('are due behind work that took a while, and not behind a turn', async () => {
    const turns = new EventLoopTurns();
    work();
    expect(turns.isDue).toBe(true);

    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    await turns.take();

    expect(turned).toBe(true);
    work();
    expect(turns.isDue).toBe(true);
  });
});
