import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const filesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => pattern.test(path))

const wordsIn = (paths: readonly string[]): Set<string> =>
  new Set(paths.flatMap((path) => readFileSync(path, "utf8").split(/[\s"'`]+/)))

// Tailwind scans Medusa's pages and the plugins, but not this package: a class that only this package uses has no styles.
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

test("every form of the Admin pages asks before unsaved input is left", () => {
  const root = join(__dirname, "../../..")
  const pages = ["plugins", "examples"].flatMap((folder) =>
    filesIn(join(root, folder), /\/src\/admin\/.*(?<!\.spec)\.tsx$/)
  )
  const sources = pages.map((path) => ({ path, source: readFileSync(path, "utf8") }))
  const forms = sources.filter(({ source }) => source.includes("useActionForm("))
  expect(forms.length).toBeGreaterThan(10)
  expect(forms.filter(({ source }) => !/<(DrawerForm|FormModal|InlineForm|GuardedForm)\b/.test(source))).toEqual([])
  expect(sources.filter(({ source }) => /<form\b/.test(source))).toEqual([])
})
