import { readdirSync } from "node:fs"
import { join, relative } from "node:path"

// All tests of the Admin pages in one file: loading what they share (@medusajs/ui, jsdom) takes longer than most of them.
// `npm test` runs this file. To run a single one: `npx jest --selectProjects admin <file>`.
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
    // Not an import, which is asynchronous: tests must be declared synchronously.
    jest.requireActual(file)
  })
