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

/** What runs in Admin of the plugins and the examples. */
const sourcesIn = (pattern: RegExp) =>
  ["plugins", "examples"]
    .flatMap((folder) =>
      filesIn(join(__dirname, "../../..", folder), /^(?!.*node_modules).*\/src\/admin\/.*(?<!\.spec)\.tsx$/)
    )
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, source: readFileSync(path, "utf8") }))

test("every form of the Admin pages asks before unsaved input is left", () => {
  const sources = sourcesIn(/./)
  const forms = sources.filter(({ source }) => source.includes("useActionForm("))
  expect(forms.length).toBeGreaterThan(10)
  expect(forms.filter(({ source }) => !/<(DrawerForm|FormModal|InlineForm|GuardedForm)\b/.test(source))).toEqual([])
  expect(sources.filter(({ source }) => /<form\b/.test(source))).toEqual([])
})

test("every Admin page has a breadcrumb, and the menu starts with service requests, whatever the order of the plugins", () => {
  const pages = sourcesIn(/\/routes\/.*page\.tsx$/)
  expect(pages.length).toBeGreaterThan(15)
  expect(pages.filter(({ source }) => !/export const handle = \{\s*breadcrumb:/.test(source))).toEqual([])
  // Pages with an icon are at the top level of the menu.
  const menu = pages.flatMap(({ path, source }) => {
    const config = /defineRouteConfig\(\{[^}]*icon:[^}]*\}/.exec(source)?.[0]
    return config ? [{ path, rank: Number(/rank: (\d+)/.exec(config)?.[1]) }] : []
  })
  expect(menu.filter(({ rank }) => Number.isNaN(rank))).toEqual([])
  expect(new Set(menu.map(({ rank }) => rank)).size).toBe(menu.length)
  expect(menu.toSorted((one, other) => one.rank - other.rank)[0]?.path).toContain("/service-requests/")
})
