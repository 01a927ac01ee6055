import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const testsBuild = process.env['TEST_DIST'] === '1';
const BUILT = './test/support/built.ts';
const ONE_SEED = './test/support/one-seed.ts';
const ONE_FOLDER = './test/support/one-temporary-folder.ts';

/** With TEST_DIST=1 the same tests prove the built files; the command is one bundle there, which tests start. */
const alias = testsBuild
  ? [{ find: /^(?:\.\.\/)+src\/(?!cli\/)(.+)\.ts$/, replacement: `${root}dist/$1.js` }]
  : [];

/** Long by nature: `npm run check` runs them, `npm test` does not. */
const SLOW = 'test/**/*.slow.test.ts';
/** Change what files in one process share: modules anew, globals that modules read once. */
const ISOLATED = 'test/**/*.isolated.test.ts';
/** Open sockets or start processes. */
const SYSTEM = 'test/**/*.system.test.ts';
const PROPERTY = 'test/**/*.property.test.ts';
const GOLDEN = 'test/golden/**/*.test.ts';
/** Need what is built: the command, the pages and programs that show it. */
const BUILDS = 'test/{cli,docs/built,examples,package/built,torture}/**/*.test.ts';
const INTEGRATION = 'test/integration/**/*.int.test.ts';

interface Suite {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Longest a test may take, in seconds; generous, because no test may depend on the clock. */
  readonly seconds: number;
  /** Whether its files share a process, and in it the modules: loading them anew is most of what small files take. */
  readonly shares?: boolean;
  readonly setupFiles?: readonly string[];
  readonly globalSetup?: readonly string[];
}

function project(suite: Suite) {
  const { name, include, exclude = [], seconds, shares = true } = suite;
  const { setupFiles = [], globalSetup = [] } = suite;
  return {
    resolve: { alias },
    test: {
      name,
      include: [...include],
      exclude: [...exclude, ...(name === 'slow' ? [] : [SLOW])],
      isolate: !shares,
      setupFiles: [
        './test/support/plain-environment.ts',
        './test/support/unhandled.ts',
        './test/support/nothing-left.ts',
        ...setupFiles,
      ],
      globalSetup: [...new Set([ONE_FOLDER, ...globalSetup, ...(testsBuild ? [BUILT] : [])])],
      testTimeout: seconds * 1000,
      hookTimeout: seconds * 1000,
    },
  };
}

export default defineConfig({
  test: {
    // one less than there are, and so one on a machine of two, is what the runner takes by itself
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    projects: [
      project({
        name: 'unit',
        include: ['test/**/*.test.ts'],
        exclude: [SYSTEM, ISOLATED, PROPERTY, GOLDEN, BUILDS, INTEGRATION],
        seconds: 60,
        setupFiles: ['./test/support/no-system.ts'],
      }),
      project({ name: 'isolated', include: [ISOLATED], seconds: 60, shares: false }),
      project({ name: 'system', include: [SYSTEM], seconds: 120 }),
      project({ name: 'property', include: [PROPERTY], seconds: 240, setupFiles: [ONE_SEED] }),
      project({ name: 'golden', include: [GOLDEN], seconds: 30 }),
      {
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/types/**/*.test-d.ts'],
            checker: 'tsc',
            tsconfig: './tsconfig.types.json',
          },
        },
      },
      project({
        name: 'cli',
        include: [BUILDS],
        exclude: [PROPERTY],
        seconds: 120,
        globalSetup: [BUILT],
      }),
      project({
        name: 'integration',
        include: [INTEGRATION],
        seconds: 240,
        globalSetup: ['./test/support/s3-server.ts'],
      }),
      project({
        name: 'slow',
        include: [SLOW],
        seconds: 300,
        shares: false,
        setupFiles: [ONE_SEED],
        globalSetup: [BUILT],
      }),
    ],
  },
});
