// `npm test` runs the same spec files as developers do, each once.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { createRequire } from "node:module"
import { relative } from "node:path"
import { test } from "node:test"

import { inRoot, root, tool } from "./lib/paths.mjs"

const require = createRequire(import.meta.url)
const settings = (env) => {
  const file = inRoot("jest.config.cjs")
  delete require.cache[file]
  Object.assign(process.env, env)
  const { projects } = require(file)
  for (const name of Object.keys(env)) delete process.env[name]
  return (name) => projects.filter(({ displayName }) => displayName === name)
}

/** The files that Jest finds for a project, as a developer runs it. */
const found = (project, path = "") =>
  execFileSync(
    process.execPath,
    [tool.jest, "--listTests", "--json", path, "--selectProjects", project].filter(Boolean),
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }
  )
    .split("\n")
    .flatMap((line) => (line.startsWith("[") ? JSON.parse(line) : []))
    .map((file) => relative(root, file))
    .sort()

/** The files that run as one, and those that run alone. */
const files = (projects) =>
  projects
    .flatMap(({ globals, testMatch }) => {
      const alone = testMatch.map((path) => path.replace("<rootDir>/", ""))
      assert.equal(alone[0], "packages/test-kit/together.spec.ts")
      return [...globals.SPECS, ...alone.slice(1)]
    })
    .sort()

for (const name of ["unit", "admin", "storefront", "module"])
  test(`npm test runs every file of the project "${name}" once`, () =>
    assert.deepEqual(files(settings({ ATRIUM_TEST_TOGETHER: "1" })(name)), found(name)))

test("areas that share a shop have all their files", () =>
  assert.deepEqual(
    files(settings({ ATRIUM_TEST_AREAS: "journey,payments" })("http")),
    [...found("http", "http/journey/"), ...found("http", "http/payments/")].sort()
  ))
