// The JavaScript that a browser loads for each page, from the build's own figures. It needs the build.
// `node scripts/built/first-load.spec.mjs --record` writes the current figures to storefront/budgets.json.
import assert from "node:assert/strict"
import { readFileSync, writeFileSync } from "node:fs"
import { test } from "node:test"
import { gzipSync } from "node:zlib"

import { inRoot } from "../lib/paths.mjs"

/** A page may grow by this much before its budget has to be changed on purpose. */
const TOLERANCE = 1.05
/** These pages keep only the scripts in `public` of the HTML that Next renders (storefront/src/public-page-url.ts). */
const PAGES_WITHOUT_REACT = [
  "/",
  "/services/[handle]",
  ...["/goods", "/goods/[handle]", "/pages/[slug]", "/privacy-choices", "/cart", "/checkout"],
  ...["/services/[handle]/consultation", "/consultations/[id]", "/consultations/[id]/move"],
  ...["/sign-in", "/register", "/forgot-password", "/provider/sign-in", "/provider/forgot-password"],
]
const BUDGETS = inRoot("storefront/budgets.json")

const build = (...path) => inRoot("storefront", ".next", ...path)
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"))
const sizeOf = (path) => gzipSync(readFileSync(path), { level: 9 }).length

/** Files of the layout and the page: what Next adds to the HTML of the page as scripts. */
const entryFilesOf = (page) => {
  const globals = {}
  const text = readFileSync(build("server", "app", `${page}_client-reference-manifest.js`), "utf8")
  new Function("globalThis", text)(globals)
  const [manifest] = Object.values(globals.__RSC_MANIFEST)
  const entries = Object.entries(manifest.entryJSFiles)
  // Error pages are loaded with the page; only global-error.tsx is not.
  return entries.filter(([entry]) => !entry.endsWith("/global-error")).flatMap(([, files]) => files)
}

const measure = () => {
  const { rootMainFiles } = readJson(build("build-manifest.json"))
  const pages = Object.entries(readJson(build("app-path-routes-manifest.json")))
    .filter(([file, path]) => file.endsWith("/page") && !path.startsWith("/_"))
    .map(([file, path]) => [path, file.slice(1)])
    .sort(([one], [other]) => one.localeCompare(other))
  return Object.fromEntries(
    pages.map(([path, file]) => {
      const shopScripts = ["shop.js", "cart.js"].map((name) => inRoot("storefront/public", name))
      const files = [...new Set([...rootMainFiles, ...entryFilesOf(file)])].map((name) => build(name))
      const loaded = PAGES_WITHOUT_REACT.includes(path) ? shopScripts : [...shopScripts, ...files]
      return [path, loaded.map(sizeOf).reduce((sum, size) => sum + size, 0)]
    })
  )
}

if (process.argv.includes("--record")) writeFileSync(BUDGETS, `${JSON.stringify(measure(), null, 2)}\n`)
else
  test("no page loads over 5 % more JavaScript than its budget", () => {
    const budgets = readJson(BUDGETS)
    const sizes = measure()
    assert.deepEqual(Object.keys(sizes), Object.keys(budgets), "storefront/budgets.json lists every page")
    for (const [page, size] of Object.entries(sizes))
      assert.ok(size <= budgets[page] * TOLERANCE, `${page} loads ${size} bytes, its budget is ${budgets[page]}`)
    assert.ok(sizes["/"] <= 90_000 && sizes["/services/[handle]"] <= 110_000)
    assert.ok(sizes["/purchase"] <= 200_000 && sizes["/sign-in"] <= 120_000)
  })
