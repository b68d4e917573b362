import { readdirSync } from "node:fs"
import { join, relative } from "node:path"

// Runs the spec files of several areas as one, so that the application starts only once. `npm test` uses this; to run one
// file alone: `npx jest --selectProjects http <file>`.
const areas = (process.env.ATRIUM_TEST_AREAS ?? "").split(",").filter(Boolean)
const root = join(__dirname, "http")
const files = areas.flatMap((area) =>
  readdirSync(join(root, area))
    .filter((name) => name.endsWith(".spec.ts"))
    .map((name) => join(root, area, name))
)

for (const file of files)
  describe(relative(root, file), () => {
    // An import would be asynchronous, but tests must be declared synchronously.
    jest.requireActual(file)
  })

// The last one wins for the whole file.
jest.setTimeout(300_000)
