// Violates every rule of .dependency-cruiser.cjs once in a small separate repository and expects each violation to be
// reported, because a rule that no longer fails protects nothing.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { after, test } from "node:test"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const { forbidden } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs"))
const folder = mkdtempSync(join(tmpdir(), "atrium-dependency-rule-"))
after(() => rmSync(folder, { recursive: true, force: true }))

const PLUGINS = ["work-queue", "ledger", "notifications", "reference-tracking", "payments", "service-provisioning"]
const LATER = [
  "analytics",
  "audit",
  "documents",
  "identity",
  "shop-settings",
  "staff-access",
  "provider-assignment",
  "consultations",
  "affiliate-commissions",
  "unlisted",
]
const LAYERS = [
  "domain",
  "contracts",
  "modules/m",
  "data",
  "tx",
  "providers/p",
  "reconcile",
  "workflows",
  "use-cases",
  "links",
  "admin",
  "api",
]

/** One file per rule: its path and the import that violates the rule. */
const VIOLATIONS = {
  "no-cycles": ["plugins/ledger/src/workflows/round.ts", "./turn"],
  resolvable: ["plugins/ledger/src/workflows/lost.ts", "./nowhere"],
  declared: ["plugins/ledger/src/workflows/undeclared.ts", "pg"],
  "layer-domain": ["plugins/ledger/src/domain/layer.ts", "../workflows"],
  "layer-contracts": ["plugins/ledger/src/contracts/layer.ts", "../workflows"],
  "layer-modules": ["plugins/ledger/src/modules/m/layer.ts", "../../workflows"],
  "layer-data": ["plugins/ledger/src/data/layer.ts", "../workflows"],
  "layer-tx": ["plugins/ledger/src/tx/layer.ts", "../workflows"],
  "layer-providers": ["plugins/ledger/src/providers/p/layer.ts", "../../workflows"],
  "layer-reconcile": ["plugins/ledger/src/reconcile/layer.ts", "../workflows"],
  "layer-workflows": ["plugins/ledger/src/workflows/layer.ts", "../api"],
  "layer-use-cases": ["plugins/ledger/src/use-cases/layer.ts", "../api"],
  "layer-links": ["plugins/ledger/src/links/layer.ts", "../workflows"],
  "layer-admin": ["plugins/ledger/src/admin/layer.ts", "../workflows"],
  "layer-api": ["plugins/ledger/src/api/layer.ts", "../jobs"],
  "layer-subscribers": ["plugins/ledger/src/subscribers/layer.ts", "../api"],
  "layer-jobs": ["plugins/ledger/src/jobs/layer.ts", "../subscribers"],
  "plugin-work-queue": ["plugins/work-queue/src/workflows/up.ts", "@atrium/notifications/contracts"],
  "plugin-ledger": ["plugins/ledger/src/workflows/up.ts", "@atrium/payments/contracts"],
  "plugin-notifications": ["plugins/notifications/src/workflows/up.ts", "@atrium/reference-tracking/contracts"],
  "plugin-reference-tracking": ["plugins/reference-tracking/src/workflows/up.ts", "@atrium/payments/contracts"],
  "plugin-analytics": ["plugins/analytics/src/workflows/up.ts", "@atrium/service-provisioning/contracts"],
  "plugin-audit": ["plugins/audit/src/workflows/up.ts", "@atrium/payments/contracts"],
  "plugin-documents": ["plugins/documents/src/workflows/up.ts", "@atrium/service-provisioning/contracts"],
  "plugin-identity": ["plugins/identity/src/workflows/up.ts", "@atrium/payments/contracts"],
  "plugin-staff-access": ["plugins/staff-access/src/workflows/up.ts", "@atrium/payments/contracts"],
  "plugin-shop-settings": ["plugins/shop-settings/src/workflows/up.ts", "@atrium/service-provisioning/contracts"],
  "plugin-payments": ["plugins/payments/src/workflows/up.ts", "@atrium/service-provisioning/contracts"],
  "plugin-service-provisioning": [
    "plugins/service-provisioning/src/workflows/up.ts",
    "@atrium/provider-assignment/contracts",
  ],
  "plugin-provider-assignment": [
    "plugins/provider-assignment/src/workflows/up.ts",
    "@atrium/affiliate-commissions/contracts",
  ],
  "plugin-consultations": ["plugins/consultations/src/workflows/up.ts", "@atrium/affiliate-commissions/contracts"],
  "plugin-affiliate-commissions": [
    "plugins/affiliate-commissions/src/workflows/up.ts",
    "@atrium/provider-assignment/contracts",
  ],
  "plugin-unknown": ["plugins/unlisted/src/workflows/up.ts", "@atrium/ledger/contracts"],
  "public-exports": ["plugins/payments/src/workflows/inside.ts", "@atrium/ledger/modules/m"],
  "pure-layers-import-contracts": ["plugins/payments/src/domain/impure.ts", "@atrium/ledger/workflows"],
  "contracts-stay-pure": ["plugins/payments/src/contracts/impure.ts", "@medusajs/framework/utils"],
  "domain-stays-pure": ["plugins/payments/src/domain/medusa.ts", "@medusajs/framework/utils"],
  "kernel-imports-zod-only": ["packages/kernel/src/impure.ts", "node:fs"],
  "packages-below-plugins": ["packages/server/src/up.ts", "@atrium/ledger/contracts"],
  "test-kit-in-tests": ["plugins/payments/src/workflows/testing.ts", "@atrium/test-kit"],
  "admin-kit-in-the-browser": ["plugins/payments/src/workflows/browser.ts", "@atrium/admin-kit"],
  "admin-kit-imports-client": ["packages/admin-kit/src/server.ts", "@atrium/server"],
  "admin-calls-through-the-client": ["plugins/payments/src/admin/sdk.ts", "@medusajs/js-sdk"],
  "backend-not-imported": ["plugins/payments/src/workflows/backend.ts", "../../../../backend/src"],
  "backend-composes": ["backend/src/inside.ts", "../../plugins/ledger/src/domain"],
  "examples-use-public-exports": ["examples/acme/src/inside.ts", "../../../plugins/ledger/src/domain"],
  "examples-not-imported": ["plugins/payments/src/workflows/example.ts", "../../../../examples/acme/src"],
  "storefront-imports-of-examples": ["storefront/src/payment-methods.ts", "../../examples/acme/src"],
  "storefront-imports-contracts": ["storefront/src/features/inside.ts", "@atrium/ledger/workflows"],
  "storefront-sdk": ["storefront/src/features/sdk.ts", "@medusajs/js-sdk"],
  "storefront-layers": ["storefront/src/features/up.ts", "../app"],
  "storefront-lib": ["storefront/src/lib/up.ts", "../features"],
  // Reported for the folder. Its files are created below.
  "storefront-feature-cycles": ["storefront/src/features/buying"],
}

/** A package that domain may import besides zod. */
const CALENDAR = { luxon: "3.7.2" }

const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const workspace = (path, name, exports, dependencies = {}) => {
  write(`${path}/package.json`, JSON.stringify({ name, version: "0.0.0", exports, dependencies }))
  mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true })
  symlinkSync(join(folder, path), join(folder, "node_modules", name))
}

const buildRepository = () => {
  for (const file of [".dependency-cruiser.cjs", "tsconfig.eslint.json", "tsconfig.base.json"])
    copyFileSync(join(root, file), join(folder, file))
  write("medusa-config.ts", "export {}")
  for (const [path, name] of [
    ["packages/kernel"],
    ["packages/server"],
    ["packages/admin-kit"],
    ["packages/test-kit"],
    ["backend"],
  ].map((entry) => [entry[0], `@atrium/${entry[0].split("/").at(-1)}`])) {
    workspace(path, name, { ".": { "atrium-source": "./src/index.ts" } })
    write(`${path}/src/index.ts`, "export {}")
  }
  for (const plugin of [...PLUGINS, ...LATER]) {
    workspace(`plugins/${plugin}`, `@atrium/${plugin}`, { "./*": { "atrium-source": "./src/*/index.ts" } }, CALENDAR)
    for (const layer of [...LAYERS, "jobs", "subscribers"])
      write(`plugins/${plugin}/src/${layer}/index.ts`, "export {}")
  }
  write("plugins/provider-assignment/src/domain/calendar.ts", 'import "luxon"\n')
  symlinkSync(join(root, "node_modules", "luxon"), join(folder, "node_modules", "luxon"))
  workspace("examples/acme", "@acme/extensions", {})
  write("examples/acme/src/index.ts", "export {}")
  for (const part of ["app", "features", "lib"]) write(`storefront/src/${part}/index.ts`, "export {}")
  write("storefront/package.json", JSON.stringify({ name: "@atrium/storefront", version: "0.0.0" }))
  symlinkSync(join(root, "node_modules", "@medusajs"), join(folder, "node_modules", "@medusajs"))
  symlinkSync(join(root, "node_modules", "pg"), join(folder, "node_modules", "pg"))
}

const cruise = () => {
  const cli = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs")
  const arguments_ = [cli, "--config", ".dependency-cruiser.cjs", "--output-type", "json"]
  const parts = ["backend", "plugins", "packages", "examples", "storefront/src", "medusa-config.ts"]
  const output = execFileSync(process.execPath, [...arguments_, ...parts], { cwd: folder, encoding: "utf8" })
  return JSON.parse(output).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
}

test("a repository that follows the dependency rules passes", () => {
  buildRepository()
  assert.deepEqual(cruise(), [])
})

test("every dependency rule reports its violation", async (suite) => {
  write("plugins/ledger/src/workflows/turn.ts", 'import "./round"\n')
  // Two features that import each other, through different files.
  write("storefront/src/features/buying/components/button.ts", 'import "../../signing-in/session"\n')
  write("storefront/src/features/buying/drafts.ts", "export {}")
  write("storefront/src/features/signing-in/session.ts", "export {}")
  write("storefront/src/features/signing-in/sign-out.ts", 'import "../buying/drafts"\n')
  for (const [path, target] of Object.values(VIOLATIONS)) if (target) write(path, `import "${target}"\n`)
  const violations = cruise()
  for (const [name, [path]] of Object.entries(VIOLATIONS))
    await suite.test(name, () => assert.ok(violations.includes(`${name} ${path}`), `${name} didn't report ${path}`))
})

test("every dependency rule has a violation in this file", () => {
  assert.deepEqual(forbidden.map(({ name }) => name).sort(), Object.keys(VIOLATIONS).sort())
})
