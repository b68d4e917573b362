// Tests of what other developers use: the packages as published, the example plugin, and a plugin created with
// `npm run new-plugin`. Requires a build.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { after, test } from "node:test"

import { inRoot, tool } from "../lib/paths.mjs"
import { unexpectedEntries } from "../lib/plugin-layout.mjs"
import { writePlugin } from "../new-plugin.mjs"

const read = (folder) => JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"))
const folders = ["packages", "plugins"].flatMap((parent) =>
  readdirSync(inRoot(parent)).map((name) => `${parent}/${name}`)
)
/** Not published, because it starts the shop from this repository. */
const PRIVATE = ["packages/test-kit"]
const published = folders.filter((folder) => !PRIVATE.includes(folder))

/** The exports a plugin may have. Medusa itself reads `admin` and the modules below `.medusa/server`. */
const ALLOWED_EXPORTS = [
  ...["contracts", "workflows", "use-cases", "tx", "mail", "extension-points"].map((name) => `./${name}`),
  // Separate from the other contracts, because its word list is too large for the browser.
  "./contracts/common-passwords",
  // Separate, because the browser uses it before the schemas are loaded.
  "./contracts/asked-questions",
  "./contracts/file-kinds",
  "./package.json",
  "./admin",
  "./modules/*",
  "./providers/*",
  "./.medusa/server/src/modules/*",
]

const targetsOf = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targetsOf))
const matches = (target, path) => {
  const [prefix, suffix] = target.replace(/^\.\//, "").split("*")
  return suffix === undefined ? path === prefix : path.startsWith(prefix) && path.endsWith(suffix)
}

test("every package except the test-kit can be published", () => {
  for (const folder of PRIVATE) assert.equal(read(folder).private, true, folder)
  for (const folder of published) {
    const { private: isPrivate, license, files } = read(folder)
    assert.equal(isPrivate, undefined, folder)
    assert.equal(license, "MIT", folder)
    assert.ok(files?.length, `${folder} has no "files" in its package.json`)
  }
})

test("plugins have no exports besides the public ones", () => {
  for (const folder of published.filter((name) => name.startsWith("plugins/")))
    for (const [name, target] of Object.entries(read(folder).exports)) {
      if (name === "." && target.types && Object.keys(target).length === 1) continue
      assert.ok(ALLOWED_EXPORTS.includes(name), `${folder} exports ${name}`)
    }
})

test("every published package contains the files of its exports", () => {
  const workspaces = published.flatMap((folder) => ["--workspace", folder])
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", ...workspaces], {
    cwd: inRoot(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64 * 1024 * 1024,
  })
  const packed = new Map(JSON.parse(output).map(({ name, files }) => [name, files.map(({ path }) => path)]))
  for (const folder of published) {
    const { name, exports: entries } = read(folder)
    const paths = packed.get(name) ?? []
    for (const [entry, target] of Object.entries(entries)) {
      for (const file of targetsOf(target).filter((path) => !path.startsWith("./src/")))
        assert.ok(
          paths.some((path) => matches(file, path)),
          `${name} exports ${entry} as ${file}, which it doesn't contain`
        )
    }
    assert.ok(!paths.some((path) => /\.spec\.|integration-tests|\.env/.test(path)), `${name} contains tests`)
  }
})

/** Builds a plugin with Medusa's command and fails on type errors, which the command only reports as warnings. */
const buildPlugin = (cwd) => {
  const output = execFileSync(process.execPath, [tool.medusa, "plugin:build"], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
  })
  assert.match(output, /Plugin build completed successfully/)
  assert.match(output, /admin extensions build completed successfully/)
}

test("the example plugin builds against the published packages", () => {
  buildPlugin(inRoot("examples/acme-extensions"))
  assert.ok(existsSync(inRoot("examples/acme-extensions/.medusa/server/src/admin/index.mjs")))
})

test("the builds of the backend and the plugins contain every source file", () => {
  for (const folder of ["backend", ...readdirSync(inRoot("plugins")).map((name) => join("plugins", name))]) {
    const expected = readdirSync(inRoot(folder, "src"), { recursive: true })
      .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$|\.d\.ts$|^admin\//.test(path))
      .map((path) => path.replace(/\.tsx?$/, ".js"))
    const missing = expected.filter((path) => !existsSync(inRoot(folder, ".medusa/server/src", path)))
    assert.deepEqual(missing, [], folder)
  }
})

test("a new plugin has the standard layout and builds", () => {
  const [name, folder] = ["check-notes", ".atrium"]
  const target = inRoot(folder, name)
  rmSync(target, { recursive: true, force: true })
  after(() => rmSync(target, { recursive: true, force: true }))
  mkdirSync(inRoot(folder), { recursive: true })
  writePlugin(name, folder)
  assert.throws(() => writePlugin(name, folder), /already exists/)
  assert.throws(() => writePlugin("Order Notes"), /isn't a valid plugin name/)
  assert.deepEqual(unexpectedEntries(join(target, "src")), [])
  // `npm install` would create this for a workspace.
  symlinkSync(inRoot("plugins/ledger/node_modules"), join(target, "node_modules"))
  execFileSync("npm", ["run", "build"], { cwd: target, stdio: "pipe" })
  assert.ok(existsSync(join(target, ".medusa/server/src/contributions.js")))
})
