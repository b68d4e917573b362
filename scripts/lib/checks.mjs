// The steps of `npm test`: each is a task for tasks.mjs and says in `tests` what the runner counted.
import { existsSync, readdirSync, rmSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"

import { Failure } from "./failure.mjs"
import { inRoot, inState, tool } from "./paths.mjs"
import { launch, run } from "./processes.mjs"
import { jestResults, nodeTests, playwrightResults } from "./results.mjs"

const folder = inState("test")
const logOf = (name) => join(folder, "logs", `${name.replace(/\W+/g, "-")}.log`)
const node = process.execPath

/** A command that either ends well or does not. */
const check = (name, options) => ({
  name,
  run: async () => {
    await run(node, options, { name, log: logOf(name) })
    return {}
  },
})

export const style = [
  check("formatting", [tool.prettier, "--check", "--log-level", "warn", "."]),
  check("lint", [tool.eslint, ".", "--max-warnings", "0"]),
  check("dependency rule", [
    ...[tool.depcruise, "--config", ".dependency-cruiser.cjs"],
    ...["backend", "plugins", "packages", "examples", "storefront/src", "medusa-config.ts"],
  ]),
  check("types", [tool.tsc, "-p", "tsconfig.check.json"]),
  check("types of the Admin", [tool.tsc, "-p", "tsconfig.admin.json"]),
  {
    name: "types of the storefront",
    run: async () => {
      const settings = { name: "types of the storefront", log: logOf("types of the storefront") }
      const cwd = inRoot("storefront")
      await run(node, [tool.next, "typegen"], { ...settings, cwd })
      await run(node, [tool.tsc, "-p", "tsconfig.json"], { ...settings, cwd })
      return {}
    },
  },
]

const specs = (path) => readdirSync(inRoot(path)).filter((file) => file.endsWith(".spec.mjs"))

/** One run of Node's own test runner. Returns what it counted. */
const nodeTest = async (name, files, { options = [], env = {} } = {}) => {
  const started = launch(name, node, ["--test", "--test-reporter=tap", ...options, ...files], { log: logOf(name), env })
  let output = ""
  started.child.stdout.on("data", (chunk) => (output += chunk))
  const { code } = await started.ended
  return { ok: code === 0, tests: nodeTests(output), log: logOf(name) }
}

/** The scripts' own tests, the proof of the dependency rule among them. */
export const scriptTests = {
  name: "scripts",
  run: () =>
    nodeTest(
      "scripts",
      ["scripts", "scripts/lib"].flatMap((path) => specs(path).map((file) => inRoot(path, file)))
    ),
}

/** What others install: the published packages, the example and a new plugin. */
export const packageTests = {
  name: "packages",
  needs: ["build"],
  run: () => nodeTest("packages", [inRoot("scripts/built/packages.spec.mjs")]),
}

/** Every attack of scripts/attack on a built shop that counts its limits as in production. */
export const attackTests = (startShop) => ({
  name: "attack",
  needs: ["build", "template database"],
  run: async () => {
    const env = await startShop()
    const files = readdirSync(inRoot("scripts/attack")).filter((file) => file.endsWith(".attack.mjs"))
    return nodeTest(
      "attack",
      files.map((file) => inRoot("scripts/attack", file)),
      // One file after the other: some take services off sale or change what everybody buys.
      { options: ["--test-concurrency=1"], env }
    )
  },
})

const exists = (path) => existsSync(inRoot(path))

/** One run of jest. `database` returns the connection of the tests' Postgres. */
export const jest = (name, options, { database, env = {}, ...task } = {}) => ({
  name,
  ...task,
  run: async () => {
    const output = join(folder, "results", `${name.replace(/\W+/g, "-")}.json`)
    rmSync(output, { force: true })
    const flags = ["--json", "--outputFile", output, "--forceExit", "--passWithNoTests", "--silent"]
    const process_ = launch(name, node, [tool.jest, ...flags, ...options], {
      log: logOf(name),
      env: {
        NODE_OPTIONS: "--experimental-vm-modules --conditions=atrium-source --no-warnings",
        NODE_ENV: "test",
        DATABASE_URL: undefined,
        ...(database ? database() : {}),
        ...env,
      },
    })
    const { code } = await process_.ended
    const tests = jestResults(output)
    const ok = code === 0 && !tests.some(({ status }) => status === "failed")
    return { ok, tests, log: logOf(name) }
  },
})

export const unitTests = jest("unit", ["--selectProjects", "unit", "storefront", "pages", "--maxWorkers=1"])

const LONG = ["--testPathIgnorePatterns", "/node_modules/", "\\.medusa/", "\\.long\\.spec\\.ts$"]

/**
 * Areas whose files cannot share a shop: they change what all have in common (the demo's providers and staff), or start it with
 * settings of their own (a stand-in for Stripe, a short timeout).
 */
const SEPARATE = new Set(["assignment", "gateways", "staff-access"])

/** Small areas that share one shop, because starting it takes as long as their tests. */
const TOGETHER = [
  ["audit", "ledger", "operations", "requests", "tracking"],
  ["carts", "catalogue"],
]

const areaTests = (areas, common) => {
  const name = `http: ${areas.join(", ")}`
  return areas.some((area) => SEPARATE.has(area))
    ? jest(name, ["--selectProjects", "http", "--runInBand", `integration-tests/http/${areas[0]}/`], common)
    : jest(name, ["--selectProjects", "areas", "--runInBand"], {
        ...common,
        env: { ATRIUM_TEST_AREAS: areas.join(",") },
      })
}

/** Random histories, which `npm test` makes fewer of. */
const HISTORIES = [
  "affiliate-commissions/integration-tests/histories",
  "service-provisioning/integration-tests/refunds",
  "http/payments/money-histories",
]

/** Module tests, one jest for all; whole-application tests, one jest per group of areas; the kills, one after the other. */
export const databaseTests = (database, { faultsOnly = false } = {}) => {
  const common = { database, needs: ["template database"] }
  const faults = ["--selectProjects", "faults", "--runInBand"]
  if (faultsOnly) {
    const long = { ...common, env: { ATRIUM_TEST_LONG: "1" } }
    const histories = jest("histories", ["--selectProjects", "module", "http", "--runInBand", ...HISTORIES], long)
    // The faults stop servers and measure times: nothing else runs beside them.
    return [jest("faults", faults, { ...long, places: availableParallelism() }), histories]
  }
  const small = new Set(TOGETHER.flat())
  const areas = readdirSync(inRoot("backend/integration-tests/http")).filter((area) => !small.has(area))
  return [
    jest("modules", ["--selectProjects", "module", "--runInBand"], common),
    ...[...areas.map((area) => [area]), ...TOGETHER].map((group) => areaTests(group, common)),
    jest("http: examples", ["--selectProjects", "http", "--runInBand", "examples/"], common),
    // Mostly waits, for leases of the dead to end: it needs no separate place.
    jest("kill -9", [...faults, ...LONG], { ...common, places: 0 }),
  ]
}

/** The browser tests against the built, running shop. They get the machine to themselves. */
export const browserTests = (environment) => ({
  name: "browser",
  places: availableParallelism(),
  needs: ["shop"],
  run: async () => {
    const output = join(folder, "results", "browser.json")
    rmSync(output, { force: true })
    if (!exists("storefront/playwright.config.ts")) throw new Failure("There is no storefront/playwright.config.ts.")
    const process_ = launch("browser", node, [tool.playwright, "test", "--reporter=list,json"], {
      cwd: inRoot("storefront"),
      log: logOf("browser"),
      env: { ...environment(), PLAYWRIGHT_JSON_OUTPUT_NAME: output, PLAYWRIGHT_JSON_OUTPUT_FILE: output, CI: "1" },
    })
    const { code } = await process_.ended
    return { ok: code === 0, tests: playwrightResults(output), log: logOf("browser") }
  },
})
