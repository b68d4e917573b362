import { join } from "node:path"

// Runs many spec files as one, so that what they share is loaded once: loading takes longer than most of their tests.
// `npm test` uses this, with the files that jest.config.cjs lists. To run one file alone: `npx jest <file>`.
declare const SPECS: readonly string[]

const root = join(__dirname, "../..")

for (const file of SPECS)
  describe(file, () => {
    // Not an import, which is asynchronous: tests must be declared synchronously.
    jest.requireActual(join(root, file))
  })

// The last one wins for all files.
jest.setTimeout(300_000)
