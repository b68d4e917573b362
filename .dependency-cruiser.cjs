// The dependency rule of ARCHITECTURE.md, as a lint rule that fails the build.
// scripts/dependency-rule.spec.mjs breaks every rule once and expects it to be named.

const GROUND = ["work-queue", "ledger", "notifications", "reference-tracking", "audit"]

/** Which plugins a plugin may use. A new plugin adds its line here, and an arrow only to lines above it. */
const ARROWS = {
  "work-queue": [],
  ledger: [],
  notifications: ["work-queue"],
  "reference-tracking": ["notifications", "work-queue"],
  audit: ["work-queue"],
  identity: ["audit", "notifications", "work-queue"],
  "staff-access": ["audit", "identity", "notifications", "work-queue"],
  payments: GROUND,
  "service-provisioning": [...GROUND, "payments"],
  "provider-assignment": [...GROUND, "identity", "payments", "service-provisioning"],
  "affiliate-commissions": [...GROUND, "identity", "payments", "service-provisioning"],
}

/** Inside a plugin: what each folder of src may not import of its own plugin. */
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
  // The Admin pages run in a browser: nothing of the server may be imported.
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
    "api | subscribers | jobs | admin → workflows → modules → domain; contracts know zod, the kernel and pure domain",
    { path: `^plugins/([^/]+)/src/${layer}/`, pathNot: SPEC },
    { path: `^plugins/$1/src/${forbidden}` }
  )
)

const arrows = Object.entries(ARROWS).map(([plugin, allowed]) =>
  rule(
    `arrow-${plugin}`,
    `${plugin} may use: ${allowed.join(", ") || "no other plugin"}`,
    { path: `^plugins/${plugin}/` },
    { path: `^plugins/(?!(${[plugin, ...allowed].join("|")})/)` }
  )
)

module.exports = {
  forbidden: [
    rule(
      "no-cycles",
      "No cycles, not even of types; models that belong to each other name each other, as Medusa requires",
      { pathNot: "^plugins/[^/]+/src/modules/[^/]+/models/" },
      { circular: true }
    ),
    rule("resolvable", "Every import must resolve", {}, { couldNotResolve: true }),
    rule(
      "declared",
      "What a workspace imports is declared in its package.json",
      { path: "^(backend|plugins|packages|examples|storefront)/", pathNot: SPEC },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }
    ),
    ...layers,
    ...arrows,
    rule(
      "arrow-unknown",
      "A plugin without a line in ARROWS may use no other",
      { path: `^plugins/(?!(${Object.keys(ARROWS).join("|")})/)([^/]+)/` },
      { path: "^plugins/(?!$2/)" }
    ),
    rule(
      "public-face",
      "Another plugin is reached through its contracts, workflows or tx only",
      { path: "^plugins/([^/]+)/" },
      { path: "^plugins/", pathNot: ["^plugins/$1/", `^plugins/[^/]+/${PUBLIC}`] }
    ),
    rule(
      "pure-layers-meet-contracts-only",
      "contracts, domain and Admin pages may use another plugin's contracts, nothing else of it",
      { path: "^plugins/([^/]+)/src/(contracts|domain|admin)/" },
      { path: "^plugins/", pathNot: ["^plugins/$1/", "^plugins/[^/]+/src/contracts/"] }
    ),
    rule(
      "contracts-stay-pure",
      "contracts import zod, the kernel, their plugin's pure domain and, along an arrow, contracts as pure as they are",
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
      "domain holds rules: zod, the kernel, hashes and calendars at most, no Medusa",
      { path: "^plugins/([^/]+)/src/domain/", pathNot: SPEC },
      {
        pathNot: [
          "^plugins/$1/src/(contracts|domain)/",
          "^plugins/[^/]+/src/contracts/",
          "^packages/kernel/",
          "(^|/)node_modules/zod/",
          "^crypto$",
          // Also pure: time zones and weeks, which JavaScript does not support well enough.
          "(^|/)node_modules/(@types/)?luxon/",
          // A list of words.
          "(^|/)node_modules/@zxcvbn-ts/language-common/",
        ],
      }
    ),
    rule(
      "kernel-needs-zod-only",
      "Every package uses the kernel, so it may have no other dependency",
      { path: "^packages/kernel/src/", pathNot: SPEC },
      { pathNot: ["^packages/kernel/", "(^|/)node_modules/zod/"] }
    ),
    rule(
      "packages-below-plugins",
      "What plugins share cannot use a plugin",
      { path: "^packages/(?!test-kit/)" },
      { path: "^(plugins|storefront)/" }
    ),
    rule(
      "tests-only",
      "The test-kit is for tests",
      {
        path: "^(backend|plugins|packages|examples|storefront)/",
        pathNot: [SPEC, "^packages/test-kit/", "/e2e/", "^backend/benchmarks/"],
      },
      { path: "^packages/test-kit/" }
    ),
    rule(
      "admin-kit-in-the-browser",
      "The Admin pages share admin-kit, and nothing of the server uses it",
      {
        path: "^(backend|plugins|packages|storefront)/",
        pathNot: ["^plugins/[^/]+/src/admin/", "^packages/admin-kit/"],
      },
      { path: "^packages/admin-kit/" }
    ),
    rule(
      "admin-kit-knows-the-client",
      "admin-kit runs in a browser: of our packages it uses the kernel and the typed client",
      { path: "^packages/admin-kit/" },
      { path: "^packages/(?!(admin-kit|kernel|client)/)" }
    ),
    rule(
      "admin-calls-through-the-client",
      "Admin pages call the API through admin-kit's typed client",
      { path: "^plugins/[^/]+/src/admin/" },
      { path: "(^|/)node_modules/@medusajs/js-sdk/" }
    ),
    rule("nobody-imports-backend", "backend composes", { pathNot: "^backend/" }, { path: "^backend/" }),
    rule(
      "backend-composes",
      // core-reads.spec.ts tests what plugins read of Medusa's tables, in the running shop; no plugin exports that.
      "backend reaches a plugin through what it exports",
      {
        path: "^(backend/|medusa-config\\.ts)",
        pathNot: "^backend/integration-tests/http/[^/]+/core-reads\\.spec\\.ts$",
      },
      {
        path: "^plugins/",
        pathNot: [`^plugins/[^/]+/${PUBLIC}`, "^plugins/[^/]+/src/(modules|providers)/[^/]+/index\\.ts$"],
      }
    ),
    rule(
      "outsiders-use-public-faces",
      "An example is an outsider's plugin: it imports packages and what plugins export",
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
      "nobody-imports-examples",
      "Examples are loaded by the composition roots, when they are asked to",
      { pathNot: ["^examples/", "^storefront/src/payment-methods\\.ts$"] },
      { path: "^examples/" }
    ),
    rule(
      "storefront-methods-of-outsiders",
      "Of an outsider's plugin the storefront imports the storefront face, nothing of its server",
      { path: "^storefront/" },
      { path: "^examples/", pathNot: "^examples/[^/]+/src/storefront/index\\.tsx?$" }
    ),
    rule(
      "storefront-knows-contracts",
      "storefront imports contracts, the kernel and the typed client, nothing else of the backend",
      { path: "^storefront/" },
      {
        path: "^(backend|plugins|packages)/",
        pathNot: ["^plugins/[^/]+/src/contracts/(index|common-passwords)\\.ts$", "^packages/(kernel|client)/"],
      }
    ),
    rule(
      "one-importer-of-the-sdk",
      "Only storefront/src/lib/medusa talks to Medusa",
      { path: "^storefront/", pathNot: "^storefront/src/lib/medusa/" },
      { path: "(^|/)node_modules/@medusajs/" }
    ),
    rule(
      "storefront-layers",
      "app composes features, features use lib",
      { path: "^storefront/src/(lib|features)/" },
      { path: "^storefront/src/app/" }
    ),
    rule(
      "storefront-lib",
      "lib knows no feature",
      { path: "^storefront/src/lib/" },
      { path: "^storefront/src/features/" }
    ),
    {
      ...rule(
        "storefront-feature-circles",
        "Features may use each other, but not in circles, whichever files they go through",
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
