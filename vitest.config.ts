import { defineConfig } from 'vitest/config'

/** A file named *.embedded.test.ts or *.server.test.ts is about that engine and runs on it alone. */
const other = process.env.WANGGE_TEST_ENGINE === 'server' ? 'embedded' : 'server'
const asked = (name: string): boolean => process.env[name] === '1'

/** Tests of pages need a browser, so they run by themselves: with WANGGE_TEST_WEB=1, which runs nothing else. */
const WEB = 'test/web/**/*.test.ts'

export default defineConfig({
  test: {
    include: [asked('WANGGE_TEST_WEB') ? WEB : 'test/**/*.test.ts'],
    exclude: [
      `test/**/*.${other}.test.ts`,
      ...(asked('WANGGE_TEST_SOAK') ? [] : ['test/soak/**']),
      ...(asked('WANGGE_TEST_WEB') ? [] : [WEB]),
    ],
    globalSetup: ['test/support/start-engine.ts'],
    // Every statement the server sends during a test is held against the rule that it names its city.
    setupFiles: ['test/support/recorded-statements.ts'],
    // One process and one database for all files: opening the embedded engine costs seconds and a gigabyte.
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    // A page is drawn by the processor where there is no graphics card, and a busy machine takes its time.
    testTimeout: asked('WANGGE_TEST_WEB') ? 120_000 : 30_000,
    // A page may lose a race against a busy machine, twice when it is very busy; three times is a fault.
    retry: asked('WANGGE_TEST_WEB') ? 2 : 0,
    hookTimeout: asked('WANGGE_TEST_WEB') ? 180_000 : 90_000,
    teardownTimeout: 20_000,
    // A run is judged from what its log says: lists are told whole.
    chaiConfig: { truncateThreshold: 1000 },
    // The usual second is not enough for a busy machine; what is so at once waits no longer for it.
    expect: { poll: { timeout: 15_000 } },
  },
})
