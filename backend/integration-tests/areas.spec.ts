import { readdirSync } from "node:fs"
import { join, relative } from "node:path"

// The spec files of some areas as one: the application starts once for all of them. `npm test` runs this; to run one
// file alone, name it: `npx jest --selectProjects http <file>`.
const areas = (process.env.ATRIUM_TEST_AREAS ?? "").split(",").filter(Boolean)
const root = join(__dirname, "http")
const files = areas.flatMap((area) =>
  readdirSync(join(root, area))
    .filter((name) => name.endsWith(".spec.ts"))
    .map((name) => join(root, area, name))
)

for (const file of files)
  describe(relative(root, file), () => {
    // An import here would be awaited, and tests must be declared at once.
    jest.requireActual(file)
  })

// The last one wins for the whole file.
jest.setTimeout(300_000)
