// What others install: packages as they would be published, an outsider's plugin, and a plugin made by the script. It
// needs the build.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { after, test } from "node:test"

import { inRoot, tool } from "../lib/paths.mjs"
import { strayed } from "../lib/plugin-layout.mjs"
import { writePlugin } from "../new-plugin.mjs"

const read = (folder) => JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"))
const folders = ["packages", "plugins"].flatMap((parent) =>
  readdirSync(inRoot(parent)).map((name) => `${parent}/${name}`)
)
/** Only our own tests use it: it starts the shop from this repository. */
const PRIVATE = ["packages/test-kit"]
const published = folders.filter((folder) => !PRIVATE.includes(folder))

/** The faces that a plugin may show. Medusa itself reads `admin`, and modules below `.medusa/server`. */
const FACES = [
  ...["contracts", "workflows", "use-cases", "tx", "mail", "extension-points"].map((face) => `./${face}`),
  // A contract with a long list of words, which no page may load with the others.
  "./contracts/common-passwords",
  ...["./package.json", "./admin", "./modules/*", "./providers/*", "./.medusa/server/src/modules/*"],
]

const targetsOf = (face) => (typeof face === "string" ? [face] : Object.values(face).flatMap(targetsOf))
const matches = (target, path) => {
  const [before, behind] = target.replace(/^\.\//, "").split("*")
  return behind === undefined ? path === before : path.startsWith(before) && path.endsWith(behind)
}

test("everything but the test-kit can be published", () => {
  for (const folder of PRIVATE) assert.equal(read(folder).private, true, folder)
  for (const folder of published) {
    const { private: hidden, license, files } = read(folder)
    assert.equal(hidden, undefined, folder)
    assert.equal(license, "MIT", folder)
    assert.ok(files?.length, `${folder} says which files it publishes`)
  }
})

test("a plugin shows its public face and nothing else", () => {
  for (const folder of published.filter((name) => name.startsWith("plugins/")))
    for (const [face, target] of Object.entries(read(folder).exports)) {
      if (face === "." && target.types && Object.keys(target).length === 1) continue
      assert.ok(FACES.includes(face), `${folder} exports ${face}`)
    }
})

test("a package holds every file that its exports name", () => {
  const workspaces = published.flatMap((folder) => ["--workspace", folder])
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", ...workspaces], {
    cwd: inRoot(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64 * 1024 * 1024,
  })
  const packed = new Map(JSON.parse(output).map(({ name, files }) => [name, files.map(({ path }) => path)]))
  for (const folder of published) {
    const { name, exports: faces } = read(folder)
    const paths = packed.get(name) ?? []
    for (const [face, target] of Object.entries(faces)) {
      for (const file of targetsOf(target).filter((path) => !path.startsWith("./src/")))
        assert.ok(
          paths.some((path) => matches(file, path)),
          `${name} exports ${face} as ${file}, which it does not hold`
        )
    }
    assert.ok(!paths.some((path) => /\.spec\.|integration-tests|\.env/.test(path)), `${name} holds tests`)
  }
})

/** Builds a plugin as Medusa does, and fails on a type that does not fit: the build itself only warns. */
const buildPlugin = (cwd) => {
  const output = execFileSync(process.execPath, [tool.medusa, "plugin:build"], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
  })
  assert.match(output, /Plugin build completed successfully/)
  assert.match(output, /admin extensions build completed successfully/)
}

test("the outsider's plugin builds against the packages as they are published", () => {
  buildPlugin(inRoot("examples/acme-extensions"))
  assert.ok(existsSync(inRoot("examples/acme-extensions/.medusa/server/src/admin/index.mjs")))
})

test("a new plugin has the skeleton and builds", () => {
  const [name, folder] = ["check-notes", ".atrium"]
  const target = inRoot(folder, name)
  rmSync(target, { recursive: true, force: true })
  after(() => rmSync(target, { recursive: true, force: true }))
  mkdirSync(inRoot(folder), { recursive: true })
  writePlugin(name, folder)
  assert.throws(() => writePlugin(name, folder), /exists already/)
  assert.throws(() => writePlugin("Order Notes"), /no name for a plugin/)
  assert.deepEqual(strayed(join(target, "src")), [])
  // What `npm install` would put there for a workspace.
  symlinkSync(inRoot("plugins/ledger/node_modules"), join(target, "node_modules"))
  mkdirSync(join(target, "src/admin"), { recursive: true })
  buildPlugin(target)
})
