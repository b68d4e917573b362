import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const filesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => pattern.test(path))

const wordsIn = (paths: readonly string[]): Set<string> =>
  new Set(paths.flatMap((path) => readFileSync(path, "utf8").split(/[\s"'`]+/)))

// Tailwind reads Medusa's pages and the plugins', and not this package: a class of its own would have no style.
test("admin-kit uses only classes that Medusa's own pages use", () => {
  const medusa = wordsIn([
    ...filesIn(join(dirname(require.resolve("@medusajs/ui")), "..", "esm"), /\.js$/),
    ...filesIn(dirname(require.resolve("@medusajs/dashboard")), /\.mjs$/),
  ])
  const ours = filesIn(__dirname, /\.tsx$/)
    .filter((path) => !/\.(spec|fixtures)\./.test(path))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/className=(?:"|\{[^}]*?")([^"]*)"/g)])
    .flatMap(([, classes = ""]) => classes.split(/\s+/).filter(Boolean))
  expect(ours.length).toBeGreaterThan(50)
  expect([...new Set(ours)].filter((name) => !medusa.has(name))).toEqual([])
})
