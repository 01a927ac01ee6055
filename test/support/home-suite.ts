import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersFile, answersPieces, hasAnswers } from '../../src/dataset/kept-answers.ts';
import { type Home, homeAt } from '../../src/io/index.ts';
import { PieceLog } from '../../src/run/on-demand/answer-log.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';

const STATE = 'runs/main/run.json';

/** What must hold of a home in S3, whatever the server. */
export function homeSuite(server: () => S3TestServer): void {
  let s3: S3Client;
  let bucket: TestBucket;
  let count = 0;
  const homes: Home[] = [];

  beforeAll(async () => {
    s3 = clientFor(server());
    bucket = await TestBucket.create(s3, `home-${process.pid}-${Date.now()}`);
  });

  afterAll(async () => {
    await bucket.empty();
    s3.destroy();
  });

  /** A prefix that no other test has. */
  function newAddress(): string {
    count += 1;
    return `s3://${bucket.name}/${count}/`;
  }

  function homeOf(address: string, client = s3): Home {
    const home = homeAt(address, { s3: client, once: ['manifest.json'] });
    homes.push(home);
    return home;
  }

  const keysBelow = async (address: string) => {
    const prefix = address.slice(`s3://${bucket.name}/`.length);
    return (await bucket.keys()).filter((key) => key.startsWith(prefix));
  };

  describe('the store', () => {
    it('gives back what was saved last, by whomever', async () => {
      const address = newAddress();
      const [one, other] = [homeOf(address).store, homeOf(address).store];

      expect(await one.load(STATE)).toBeUndefined();
      const first = await one.save(STATE, '{"a":1}', null);
      expect(await other.load(STATE)).toEqual({ text: '{"a":1}', tag: first });
      const second = await other.save(STATE, '{"a":2}', first);

      expect(await one.load(STATE)).toEqual({ text: '{"a":2}', tag: second });
    });

    it('lets one of twelve win, and tells the others', async () => {
      const address = newAddress();
      const first = await homeOf(address).store.save(STATE, 'first', null);

      const tries = Array.from({ length: 12 }, (_, index) =>
        homeOf(address).store.save(STATE, `by ${index}`, first),
      );
      const ends = await Promise.allSettled(tries);

      const won = ends.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
      expect(won).toHaveLength(1);
      for (const end of ends)
        if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'STORE_CONFLICT' });
      expect((await homeOf(address).store.load(STATE))?.text).toBe(`by ${won[0]}`);
    });

    it('keeps few of the older ones, and refuses who has missed them all', async () => {
      const address = newAddress();
      const { store } = homeOf(address);
      let tag: string | null = null;
      const tags: string[] = [];
      for (let version = 1; version <= 20; version += 1) {
        tag = await store.save(STATE, `version ${version}`, tag);
        tags.push(tag);
      }

      expect(await keysBelow(address)).toHaveLength(16);
      // the object that would follow the first one was removed, so that S3 would take it again
      await expect(store.save(STATE, 'late', tags[0] ?? null)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
      });
      await expect(store.save(STATE, 'anew', null)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
      });
      expect((await store.load(STATE))?.text).toBe('version 20');
      expect(await keysBelow(address)).toHaveLength(16);
    });

    it('knows its own text again where the reply was lost', async () => {
      const address = newAddress();
      const proxy: FaultProxy = await startFaultProxy(server().endpoint);
      const through = clientFor(server(), { endpoint: proxy.endpoint });
      try {
        let left = 1;
        proxy.inject(({ method }) => {
          if (method !== 'PUT' || left === 0) return undefined;
          left -= 1;
          return 'lose-reply';
        });
        const tag = await homeOf(address, through).store.save(STATE, 'sent twice', null);

        expect(await homeOf(address).store.load(STATE)).toEqual({ text: 'sent twice', tag });
      } finally {
        through.destroy();
        await proxy.stop();
      }
    });

    it('writes a manifest under its name, and once', async () => {
      const address = newAddress();
      const { store } = homeOf(address);

      await store.save('manifest.json', '{}', null);

      expect(await keysBelow(address)).toEqual([`${count}/manifest.json`]);
      expect((await store.load('manifest.json'))?.text).toBe('{}');
      await expect(store.save('manifest.json', '{"a":1}', null)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
      });
    });
  });

  describe('what is removed', () => {
    it('is an object, or all below a folder, and nothing that only begins alike', async () => {
      const address = newAddress();
      const home = homeOf(address);
      for (const key of ['rows', 'rows.digests', 'jobs/0000/a', 'jobs/0001/b/c', 'jobs-not/d'])
        await bucket.put(`${count}/${key}`, 'x');

      await home.remove('rows');
      await home.remove('jobs');
      await home.remove('never there');

      expect(await keysBelow(address)).toEqual([`${count}/jobs-not/d`, `${count}/rows.digests`]);
    });
  });

  describe('answers that are kept', () => {
    it('are there one behind the other, each once, and of two that keep them one is refused', async () => {
      const address = newAddress();
      const home = homeOf(address);
      const lines = Array.from({ length: 40 }, (_, index) => `{"line":${index},"ü":"😀"}\n`);
      const log = new PieceLog(home, 0);

      await Promise.all(lines.slice(0, 30).map((line) => log.append(Buffer.from(line))));
      const pieces = await answersPieces(homeOf(address));
      for (const line of lines.slice(30)) await log.append(Buffer.from(line));

      expect(pieces.length).toBeLessThan(30);
      const file = await answersFile(homeOf(address), tmpdir());
      expect(await readFile(file.path, 'utf8')).toBe(lines.join(''));
      await file.close();
      const late = new PieceLog(homeOf(address), pieces.length);
      const refused = [late.append(Buffer.from('late\n')), late.append(Buffer.from('later\n'))];
      for (const end of await Promise.allSettled(refused))
        expect(end).toMatchObject({ status: 'rejected', reason: { code: 'STORE_CONFLICT' } });
      await expect(late.append(Buffer.from('after\n'))).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
      });
      await late.close();
      await log.close();
      expect(await hasAnswers(homeOf(address))).toBe(true);
      expect(await hasAnswers(homeOf(newAddress()))).toBe(false);
    });
  });

  describe('a home below another one', () => {
    it('is asked by the same client, and closed with it', async () => {
      const address = newAddress();
      const home = homeOf(address);
      const below = home.below('runs/main');
      await below.create('text.json', '{"a":1}');

      await below.fetch('text.json');
      const copy = below.pathOf('text.json') ?? '';
      expect(await readFile(copy, 'utf8')).toBe('{"a":1}');
      expect(below.address).toBe(`${address}runs/main/`);
      expect(await home.readText('runs/main/text.json')).toBe('{"a":1}');
      below.forget('text.json');
      expect(below.pathOf('text.json')).toBeUndefined();
      await below.fetch('text.json');
      const anew = below.pathOf('text.json') ?? '';
      home.close();
      expect(existsSync(copy) || existsSync(anew)).toBe(false);
    });
  });

  describe('a claim', () => {
    it('is one of many, and the next one’s when it is let go of', async () => {
      const address = newAddress();

      const tries = Array.from({ length: 6 }, () => homeOf(address).claim('runs/main', 'run'));
      const ends = await Promise.allSettled(tries);

      const owners = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      expect(owners).toHaveLength(1);
      for (const end of ends)
        if (end.status === 'rejected')
          expect(end.reason).toMatchObject({ code: 'DATASET_BUSY', isRetryable: true });
      expect(owners[0]?.isHeld).toBe(true);
      expect(await homeOf(address).whoWorksIn('runs/main')).toMatch(
        /has been working on the run in ".*\/runs\/main\/" since/,
      );
      await expect(homeOf(address).claim('runs/main', 'save')).rejects.toMatchObject({
        code: 'DATASET_BUSY',
      });

      await owners[0]?.requireHeld();
      await owners[0]?.release();

      expect(owners[0]?.isHeld).toBe(false);
      await expect(owners[0]?.requireHeld()).rejects.toMatchObject({ code: 'DATASET_WRITE' });
      expect(await homeOf(address).whoWorksIn('runs/main')).toBeUndefined();
      const next = await homeOf(address).claim('runs/main', 'run');
      await next.release();
    });

    it('of another machine holds as long as S3 finds it fresh, and no longer', async () => {
      const address = newAddress();
      const home = homeOf(address);
      const sign = JSON.stringify({
        version: 1,
        token: 'a'.repeat(32),
        work: 'run',
        since: '2026-01-01T00:00:00.000Z',
        pid: 1,
        host: 'another-machine',
      });
      const row = `${count}/runs/main/.bedrock-batch-owner`;
      await bucket.put(`${row}/000000001.json`, sign);

      await expect(home.claim('runs/main', 'run')).rejects.toMatchObject({
        code: 'DATASET_BUSY',
        hint: expect.stringMatching(/it is followed in \d+ seconds at most/),
      });
      expect(await home.whoWorksIn('runs/main')).toContain('another-machine');
      expect(await home.names('runs/main')).toEqual(['.bedrock-batch-owner']);
    });

    it('of a process of this machine that has ended is followed at once', async () => {
      const address = newAddress();
      const home = homeOf(address);
      const owner = await home.claim('runs/main', 'run');
      const [key = ''] = await keysBelow(address);
      const sign = JSON.parse((await bucket.read(key)).toString()) as Record<string, unknown>;
      // no process has this number
      await bucket.put(
        key.replace('001.json', '002.json'),
        JSON.stringify({ ...sign, pid: 2 ** 30 }),
      );

      const next = await homeOf(address).claim('runs/main', 'run');

      expect(next.isHeld).toBe(true);
      await next.release();
      await owner.release();
    });

    it('that cannot be read is nobody’s to take', async () => {
      const address = newAddress();
      await bucket.put(`${count}/runs/main/.bedrock-batch-owner/000000001.json`, 'no JSON');

      await expect(homeOf(address).claim('runs/main', 'run')).rejects.toMatchObject({
        code: 'DATASET_BUSY',
        hint: expect.stringContaining('.bedrock-batch-owner/000000001.json'),
      });
    });
  });
}
