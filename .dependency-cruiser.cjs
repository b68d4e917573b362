// The dependency rules of ARCHITECTURE.md. scripts/dependency-rule.spec.mjs violates every rule once and expects it to
// be reported.

const BASE = ["work-queue", "ledger", "notifications", "reference-tracking", "audit"]

/** The plugins each plugin may import. A new plugin adds a line here and may only list plugins above it. */
const ALLOWED_PLUGINS = {
  "work-queue": [],
  ledger: [],
  analytics: ["audit", "work-queue"],
  notifications: ["work-queue"],
  "reference-tracking": ["notifications", "work-queue"],
  audit: ["work-queue"],
  identity: ["audit", "notifications", "work-queue"],
  "staff-access": ["audit", "identity", "notifications", "work-queue"],
  payments: BASE,
  documents: ["audit", "notifications", "payments", "work-queue"],
  "shop-settings": ["audit", "documents", "notifications"],
  "service-provisioning": [...BASE, "analytics", "documents", "identity", "payments"],
  "provider-assignment": [...BASE, "documents", "identity", "payments", "service-provisioning"],
  consultations: ["audit", "notifications", "provider-assignment", "service-provisioning", "work-queue"],
  "affiliate-commissions": [...BASE, "identity", "payments", "service-provisioning"],
}

/** For each folder of a plugin's src: the folders of the same plugin it may not import. */
const LAYERS = {
  domain: "(?!domain/|contracts/)",
  contracts: "(?!contracts/|domain/)",
  modules: "(api|subscribers|jobs|admin|workflows|use-cases|links|reconcile)/",
  data: "(api|subscribers|jobs|admin|workflows|use-cases|links|reconcile)/",
  tx: "(api|subscribers|jobs|admin|workflows|use-cases|links|reconcile)/",
  providers: "(api|subscribers|jobs|admin|workflows|links|reconcile)/",
  reconcile: "(api|subscribers|jobs|admin|workflows|links)/",
  workflows: "(api|subscribers|jobs|admin|links)/",
  "use-cases": "(api|subscribers|jobs|admin|links)/",
  links: "(api|subscribers|jobs|admin|workflows|tx|reconcile)/",
  // Admin pages run in the browser, so they may not import server code.
  admin: "(?!admin/|contracts/|domain/)",
  api: "(subscribers|jobs|admin|links)/",
  subscribers: "(api|jobs|admin|links)/",
  jobs: "(api|subscribers|admin|links)/",
}

const SPEC = "\\.(spec|fixtures)\\.tsx?$|/integration-tests/"
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to })
const PUBLIC = "src/((contracts|workflows|use-cases|tx|mail)/index|extension-points)\\.ts$"

const layers = Object.entries(LAYERS).map(([layer, forbidden]) =>
  rule(
    `layer-${layer}`,
    "api | subscribers | jobs | admin → workflows → modules → domain; contracts import zod, the kernel and pure domain",
    { path: `^plugins/([^/]+)/src/${layer}/`, pathNot: SPEC },
    { path: `^plugins/$1/src/${forbidden}` }
  )
)

const pluginRules = Object.entries(ALLOWED_PLUGINS).map(([plugin, allowed]) =>
  rule(
    `plugin-${plugin}`,
    `${plugin} may import: ${allowed.join(", ") || "no other plugin"}`,
    { path: `^plugins/${plugin}/` },
    { path: `^plugins/(?!(${[plugin, ...allowed].join("|")})/)` }
  )
)

module.exports = {
  forbidden: [
    rule(
      "no-cycles",
      "No cycles, not even of types. Models of one module are exempt, because Medusa requires them to refer to each other",
      { pathNot: "^plugins/[^/]+/src/modules/[^/]+/models/" },
      { circular: true }
    ),
    rule("resolvable", "Every import must resolve", {}, { couldNotResolve: true }),
    rule(
      "declared",
      "A workspace declares its imports in its package.json",
      { path: "^(backend|plugins|packages|examples|storefront)/", pathNot: SPEC },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }
    ),
    ...layers,
    ...pluginRules,
    rule(
      "plugin-unknown",
      "A plugin without a line in ALLOWED_PLUGINS may not import other plugins",
      { path: `^plugins/(?!(${Object.keys(ALLOWED_PLUGINS).join("|")})/)([^/]+)/` },
      { path: "^plugins/(?!$2/)" }
    ),
    rule(
      "public-exports",
      "Other plugins are imported through their public exports only",
      { path: "^plugins/([^/]+)/" },
      { path: "^plugins/", pathNot: ["^plugins/$1/", `^plugins/[^/]+/${PUBLIC}`] }
    ),
    rule(
      "pure-layers-import-contracts",
      "contracts, domain and Admin pages may only import another plugin's contracts",
      { path: "^plugins/([^/]+)/src/(contracts|domain|admin)/" },
      { path: "^plugins/", pathNot: ["^plugins/$1/", "^plugins/[^/]+/src/contracts/"] }
    ),
    rule(
      "contracts-stay-pure",
      "contracts may only import zod, the kernel, their plugin's domain, and the contracts of allowed plugins",
      { path: "^plugins/([^/]+)/src/contracts/", pathNot: SPEC },
      {
        pathNot: [
          "^plugins/$1/src/(contracts|domain)/",
          "^plugins/[^/]+/src/contracts/",
          "^packages/kernel/",
          "(^|/)node_modules/zod/",
        ],
      }
    ),
    rule(
      "domain-stays-pure",
      "domain contains pure rules: it may import zod, the kernel, hashes and calendars, but not Medusa",
      { path: "^plugins/([^/]+)/src/domain/", pathNot: SPEC },
      {
        pathNot: [
          "^plugins/$1/src/(contracts|domain)/",
          "^plugins/[^/]+/src/contracts/",
          "^packages/kernel/",
          "(^|/)node_modules/zod/",
          "^crypto$",
          // Pure as well: time zones and weeks, which JavaScript doesn't support well enough.
          "(^|/)node_modules/(@types/)?luxon/",
          // A word list.
          "(^|/)node_modules/@zxcvbn-ts/language-common/",
        ],
      }
    ),
    rule(
      "kernel-imports-zod-only",
      "Every package imports the kernel, so zod is its only dependency",
      { path: "^packages/kernel/src/", pathNot: SPEC },
      { pathNot: ["^packages/kernel/", "(^|/)node_modules/zod/"] }
    ),
    rule(
      "packages-below-plugins",
      "Shared packages may not import plugins",
      { path: "^packages/(?!test-kit/)" },
      { path: "^(plugins|storefront)/" }
    ),
    rule(
      "test-kit-in-tests",
      "Only tests may import the test-kit",
      {
        path: "^(backend|plugins|packages|examples|storefront)/",
        pathNot: [SPEC, "^packages/test-kit/", "/e2e/", "^backend/benchmarks/"],
      },
      { path: "^packages/test-kit/" }
    ),
    rule(
      "admin-kit-in-the-browser",
      "Only Admin pages may import admin-kit",
      {
        path: "^(backend|plugins|packages|storefront)/",
        pathNot: ["^plugins/[^/]+/src/admin/", "^packages/admin-kit/"],
      },
      { path: "^packages/admin-kit/" }
    ),
    rule(
      "admin-kit-imports-client",
      "admin-kit runs in the browser: of our packages it may only import the kernel and the typed client",
      { path: "^packages/admin-kit/" },
      { path: "^packages/(?!(admin-kit|kernel|client)/)" }
    ),
    rule(
      "admin-calls-through-the-client",
      "Admin pages call the API through admin-kit's typed client",
      { path: "^plugins/[^/]+/src/admin/" },
      { path: "(^|/)node_modules/@medusajs/js-sdk/" }
    ),
    rule(
      "backend-not-imported",
      "The backend composes the plugins and isn't imported",
      { pathNot: "^backend/" },
      { path: "^backend/" }
    ),
    rule(
      "backend-composes",
      // Tests of what no plugin exports in the running shop: reads of Medusa's tables, and the completion of plain carts.
      "The backend imports plugins through their public exports",
      {
        path: "^(backend/|medusa-config\\.ts)",
        pathNot: "^backend/integration-tests/http/[^/]+/(core-reads[a-z-]*|plain-carts)\\.spec\\.ts$",
      },
      {
        path: "^plugins/",
        pathNot: [`^plugins/[^/]+/${PUBLIC}`, "^plugins/[^/]+/src/(modules|providers)/[^/]+/index\\.ts$"],
      }
    ),
    rule(
      "examples-use-public-exports",
      "Examples are third-party plugins: they import packages and public exports only",
      { path: "^examples/([^/]+)/" },
      {
        path: "^(backend|plugins|packages|storefront|examples)/",
        pathNot: [
          "^examples/$1/",
          `^plugins/[^/]+/${PUBLIC}`,
          "^packages/(kernel|server|client|admin-kit|test-kit)/src/index\\.tsx?$",
        ],
      }
    ),
    rule(
      "examples-not-imported",
      "Only composition roots load examples, when enabled",
      { pathNot: ["^examples/", "^storefront/src/payment-methods\\.ts$"] },
      { path: "^examples/" }
    ),
    rule(
      "storefront-imports-of-examples",
      "The storefront imports only the storefront export of a third-party plugin",
      { path: "^storefront/" },
      { path: "^examples/", pathNot: "^examples/[^/]+/src/storefront/index\\.tsx?$" }
    ),
    rule(
      "storefront-imports-contracts",
      "From the backend, the storefront imports only contracts, the kernel and the typed client",
      { path: "^storefront/" },
      {
        path: "^(backend|plugins|packages)/",
        pathNot: [
          "^plugins/[^/]+/src/contracts/(index|common-passwords|asked-questions|file-kinds)\\.ts$",
          "^packages/(kernel|client)/",
        ],
      }
    ),
    rule(
      "storefront-sdk",
      "In the storefront, only src/lib/medusa calls Medusa",
      { path: "^storefront/", pathNot: "^storefront/src/lib/medusa/" },
      { path: "(^|/)node_modules/@medusajs/" }
    ),
    rule(
      "storefront-layers",
      "app imports features, features import lib",
      { path: "^storefront/src/(lib|features)/" },
      { path: "^storefront/src/app/" }
    ),
    rule(
      "storefront-lib",
      "lib doesn't import features",
      { path: "^storefront/src/lib/" },
      { path: "^storefront/src/features/" }
    ),
    {
      ...rule(
        "storefront-feature-cycles",
        "Features may import each other, but not in cycles",
        { path: "^storefront/src/features/[^/]+$" },
        { path: "^storefront/src/features/[^/]+$", circular: true }
      ),
      scope: "folder",
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: {
      path: "^(backend|plugins|packages|examples|storefront)/[^/]*/?(\\.medusa|\\.dev|\\.next|dist|coverage)/",
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.eslint.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["atrium-source", "import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
      mainFields: ["module", "main", "types"],
    },
  },
}
