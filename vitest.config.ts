import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const testsBuild = process.env['TEST_DIST'] === '1';
const BUILT = './test/support/built.ts';

/** With TEST_DIST=1 the same tests prove the built files; the command is one bundle there, which tests start. */
const alias = testsBuild
  ? [{ find: /^(?:\.\.\/)+src\/(?!cli\/)(.+)\.ts$/, replacement: `${root}dist/$1.js` }]
  : [];

const PROPERTY = 'test/**/*.property.test.ts';
const GOLDEN = 'test/golden/**/*.test.ts';
const CLI = 'test/cli/**/*.test.ts';
const INTEGRATION = 'test/integration/**/*.int.test.ts';
const PACKAGE = 'test/{package,docs/built,examples}/**/*.test.ts';

interface Suite {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Longest a test may take, in seconds; generous, because no test may depend on the clock. */
  readonly seconds: number;
  readonly globalSetup?: readonly string[];
  readonly setupFiles?: readonly string[];
}

function project({
  name,
  include,
  exclude = [],
  seconds,
  globalSetup = [],
  setupFiles = [],
}: Suite) {
  return {
    resolve: { alias },
    test: {
      name,
      include: [...include],
      exclude: [...exclude],
      setupFiles: [
        './test/support/plain-environment.ts',
        './test/support/unhandled.ts',
        ...setupFiles,
      ],
      globalSetup: [...new Set([...globalSetup, ...(testsBuild ? [BUILT] : [])])],
      testTimeout: seconds * 1000,
      hookTimeout: seconds * 1000,
    },
  };
}

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    projects: [
      project({
        name: 'unit',
        include: ['test/**/*.test.ts'],
        exclude: [PROPERTY, GOLDEN, CLI, INTEGRATION, PACKAGE],
        seconds: 60,
      }),
      project({
        name: 'property',
        include: [PROPERTY],
        seconds: 240,
        setupFiles: ['./test/support/one-seed.ts'],
      }),
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
      project({ name: 'cli', include: [CLI], seconds: 120, globalSetup: [BUILT] }),
      project({ name: 'package', include: [PACKAGE], seconds: 240, globalSetup: [BUILT] }),
      project({
        name: 'integration',
        include: [INTEGRATION],
        seconds: 240,
        globalSetup: ['./test/support/s3-server.ts'],
      }),
    ],
  },
});
