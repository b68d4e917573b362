// The steps of `npm test`. Each is a task for tasks.mjs that returns its test results in `tests`.
import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

import { Failure } from "./failure.mjs"
import { inRoot, inState, tool } from "./paths.mjs"
import { launch, run } from "./processes.mjs"
import { jestResults, nodeTests, playwrightResults } from "./results.mjs"

/** Of a task beside which no other may run. */
const ALL_SLOTS = Infinity

const folder = inState("test")
const logOf = (name) => join(folder, "logs", `${name.replace(/\W+/g, "-")}.log`)
const node = process.execPath

/** A command that succeeds or fails, without test results. */
const check = (name, options, { lowPriority, ...task } = {}) => ({
  name,
  ...task,
  run: async () => {
    await run(node, options, { name, log: logOf(name), lowPriority })
    return {}
  },
})

export const style = [
  // Uses what the browser tests leave of the processors: they often wait for a page.
  check("lint", [tool.eslint, ".", "--max-warnings", "0"], { beside: "browser", slots: 0, lowPriority: true }),
  check("formatting", [tool.oxfmt, "--check"]),
  check("dependency rules", [
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

/** Runs Node's test runner and returns its results. */
const nodeTest = async (name, files, { options = [], env = {} } = {}) => {
  const started = launch(name, node, ["--test", "--test-reporter=tap", ...options, ...files], { log: logOf(name), env })
  let output = ""
  started.child.stdout.on("data", (chunk) => (output += chunk))
  const { code } = await started.ended
  return { ok: code === 0, tests: nodeTests(output), log: logOf(name) }
}

/** Tests of the scripts, including those of the dependency rules and of the benchmark. */
export const scriptTests = {
  name: "scripts",
  run: () =>
    nodeTest(
      "scripts",
      ["scripts", "scripts/lib", "backend/benchmarks/lib"].flatMap((path) =>
        specs(path).map((file) => inRoot(path, file))
      )
    ),
}

/** Tests of the published packages, the example plugin and a new plugin. */
export const packageTests = {
  name: "packages",
  needs: ["build"],
  run: () =>
    nodeTest(
      "packages",
      specs("scripts/built").map((file) => inRoot("scripts/built", file))
    ),
}

/** The attack tests in scripts/attack, against a built shop with production rate limits. */
export const attackTests = (startShop) => ({
  name: "attack",
  needs: ["build", "template database"],
  run: async () => {
    const env = await startShop()
    const files = readdirSync(inRoot("scripts/attack")).filter((file) => file.endsWith(".attack.mjs"))
    return nodeTest(
      "attack",
      files.map((file) => inRoot("scripts/attack", file)),
      // One file at a time, because some change services that others buy.
      { options: ["--test-concurrency=1"], env }
    )
  },
})

const exists = (path) => existsSync(inRoot(path))

/** Runs Jest. `database` returns the connection settings of the test Postgres. */
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

/** The files of a project in one process and with one module registry: see jest.config.cjs. */
const TOGETHER = { ATRIUM_TEST_TOGETHER: "1" }

export const unitTests = jest("unit", ["--selectProjects", "unit", "storefront", "admin", "--runInBand"], {
  env: TOGETHER,
})

const WITHOUT_LONG = ["--testPathIgnorePatterns", "/node_modules/", "\\.medusa/", "\\.long\\.spec\\.ts$"]

/**
 * Areas that share one shop, because starting a shop takes as long as the tests of a small area. The first of a group
 * need the demo's providers as they are seeded.
 */
const SHARED = [
  ["service-requests", "purchases", "carts", "catalogue", "analytics"],
  [
    ...["audit", "ledger", "operations", "requests", "tracking", "affiliates", "privacy", "contract"],
    // Not with the specs that expect no analytics service.
    "analytics-forwarding",
  ],
  ["assignment", "identity", "errors", "journey", "shop-settings", "notifications"],
  ["orders", "providers", "staff-access"],
]

const areaTests = (areas, common) =>
  jest(`http: ${areas.join(", ")}`, ["--selectProjects", "http", "--runInBand"], {
    ...common,
    env: { ATRIUM_TEST_AREAS: areas.join(",") },
  })

/** Tests that `npm test` runs with fewer iterations or samples. Each part of the payment histories has its own seed. */
const LONG_AREAS = {
  histories: [
    "affiliate-commissions/integration-tests/histories",
    "service-provisioning/integration-tests/refunds",
    "http/payments/money-histories",
  ],
  "histories of payments, part 1": ["http/gateways/payment-histories"],
  "histories of payments, part 2": ["http/gateways/payment-histories"],
  "contracts in full": ["http/gateways/(contract|gateway-down)", "http/contract/"],
}

/** One Jest process for the module tests, one per group of areas for the HTTP tests, and one for the fault tests. */
export const databaseTests = (database, { faultsOnly = false } = {}) => {
  const common = { database, needs: ["template database"] }
  const faults = ["--selectProjects", "faults", "--runInBand"]
  if (faultsOnly) {
    const long = { ...common, env: { ATRIUM_TEST_LONG: "1" } }
    const longAreas = Object.entries(LONG_AREAS).map(([name, files]) =>
      jest(name, ["--selectProjects", "module", "http", "--runInBand", ...files], long)
    )
    // Fault tests stop servers and measure times, so nothing may run in parallel. The others are in `npm test`.
    const longFaults = [...faults, "--testPathPattern", "\\.long\\.spec\\.ts$"]
    return [jest("faults", longFaults, { ...long, slots: ALL_SLOTS }), ...longAreas]
  }
  const small = new Set(SHARED.flat())
  const areas = readdirSync(inRoot("backend/integration-tests/http")).filter((area) => !small.has(area))
  return [
    jest("modules", ["--selectProjects", "module", "--runInBand"], { ...common, env: TOGETHER }),
    ...[...areas.map((area) => [area]), ...SHARED].map((group) => areaTests(group, common)),
    jest("http: examples", ["--selectProjects", "http", "--runInBand", "examples/"], common),
    // Mostly waits for leases of killed processes to expire, so it needs no slot.
    jest("kill -9", [...faults, ...WITHOUT_LONG], { ...common, slots: 0 }),
  ]
}

/**
 * Browser tests against a built shop, in these projects of storefront/playwright.config.ts. Only lint runs beside them.
 */
const browser = (name, projects, { needs, environment }) => ({
  name,
  slots: ALL_SLOTS,
  needs,
  run: async () => {
    const output = join(folder, "results", "browser.json")
    rmSync(output, { force: true })
    if (!exists("storefront/playwright.config.ts")) throw new Failure("storefront/playwright.config.ts is missing.")
    const env = await environment()
    const selected = projects.map((project) => `--project=${project}`)
    const process_ = launch("browser", node, [tool.playwright, "test", "--reporter=list,json", ...selected], {
      cwd: inRoot("storefront"),
      log: logOf("browser"),
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: output, PLAYWRIGHT_JSON_OUTPUT_FILE: output, CI: "1" },
    })
    const { code } = await process_.ended
    return { ok: code === 0, tests: playwrightResults(output), log: logOf("browser") }
  },
})

export const browserTests = (environment) =>
  browser("browser", ["desktop", "desktop, once", "phone"], { needs: ["shop"], environment: async () => environment() })

/** What the browser tests have shown at one size of the screen, once more at the other; starts the shop. */
export const otherSizeTests = (startShop) =>
  browser("browser, other size", ["desktop, paying", "phone, all pages"], {
    needs: ["build", "template database"],
    environment: startShop,
  })
