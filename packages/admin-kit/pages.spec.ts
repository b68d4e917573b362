import { readdirSync } from "node:fs"
import { join, relative } from "node:path"

// Every test of the Admin pages as one: what they share (@medusajs/ui, jsdom) is loaded once, which takes longer than
// most of them. `npm test` runs this; to run one file alone, name it: `npx jest --selectProjects admin <file>`.
const root = join(__dirname, "../..")
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(root, folder, String(path)))
    .filter((path) => /\.spec\.tsx?$/.test(path))

const plugins = readdirSync(join(root, "plugins")).map((name) => `plugins/${name}/src`)
const files = plugins
  .flatMap(below)
  .filter((path) => path.includes("/src/admin/"))
  .concat(below("packages/admin-kit/src"))

for (const file of files)
  describe(relative(root, file), () => {
    // An import here would be awaited, and tests must be declared at once.
    jest.requireActual(file)
  })
