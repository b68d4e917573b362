// Lint rules of the whole repository. Dependencies between packages and layers are checked by .dependency-cruiser.cjs.
import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import globals from "globals"
import tseslint from "typescript-eslint"

const TYPESCRIPT = ["**/*.{ts,tsx}"]
const TESTS = ["**/*.spec.{ts,tsx}", "**/integration-tests/**", "**/e2e/**"]
const ADMIN = ["**/src/admin/**", "packages/admin-kit/**"]

/** Files Medusa's presets apply to. */
const SERVER = ["backend/**/*.ts", "plugins/**/*.{ts,tsx}", "packages/**/*.ts", "examples/**/*.{ts,tsx}"]

/**
 * Medusa's strict preset, without tests and the storefront. Its parser options are left out, because ours are below.
 */
const medusaRules = medusa.configs.strict
  .filter((block) => block.rules && !block.languageOptions)
  .map((block) => ({ ...block, ignores: [...(block.ignores ?? []), ...TESTS, "storefront/**"] }))

const environment = {
  "no-restricted-properties": [
    "error",
    { object: "process", property: "env", message: "Use env() of @atrium/server, which validates the environment." },
  ],
  "no-restricted-syntax": [
    "error",
    {
      selector: "VariableDeclarator[init.name='process'] Property[key.name='env']",
      message: "Use env() of @atrium/server, which validates the environment.",
    },
    {
      selector: "ImportDeclaration[source.value=/^(node:)?process$/]",
      message: "Use the global `process`, so that access to its environment is linted.",
    },
  ],
}

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/.medusa/**",
      "**/.dev/**",
      "**/.next*/**",
      "**/.turbo/**",
      "**/.atrium/**",
      "**/dist/**",
      "**/coverage/**",
      "**/test-results/**",
      "**/playwright-report/**",
      "**/next-env.d.ts",
      // A symlink to medusa-config.ts at the root, which is linted.
      "backend/medusa-config.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { files: TYPESCRIPT, extends: [tseslint.configs.strict] },
  { plugins: { "@medusajs": medusa } },
  ...medusaRules,
  {
    // Some rules need type information: one program for all server code, without Admin pages.
    files: SERVER,
    ignores: [...TESTS, ...ADMIN],
    languageOptions: { parserOptions: { project: ["./tsconfig.eslint.json"], tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ADMIN,
    ignores: TESTS,
    languageOptions: { parserOptions: { project: ["./tsconfig.admin.json"], tsconfigRootDir: import.meta.dirname } },
  },
  {
    // Untyped values must be parsed before they are used: rows, JSON, and untyped results of Medusa.
    files: [...SERVER, ...ADMIN],
    ignores: [...TESTS],
    rules: Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((kind) => [
        `@typescript-eslint/no-unsafe-${kind}`,
        "error",
      ])
    ),
  },
  {
    files: TESTS.concat(ADMIN, "storefront/**", "*.ts", "backend/*.ts", "backend/benchmarks/**"),
    rules: {
      "@medusajs/no-workflow-call-without-container": "off",
      "@medusajs/no-non-serializable-step-return": "off",
    },
  },
  {
    rules: {
      "no-console": "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      ...environment,
    },
  },
  {
    files: TYPESCRIPT,
    rules: {
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true, "ts-check": false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Medusa requires empty service classes and functions.
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    // Rules of Medusa's preset that don't fit this project, and why.
    rules: {
      // Contracts and domain import zod directly. package.json pins Medusa's version of it.
      "@medusajs/zod-import-source": "off",
      // Expected failures are AtriumErrors with a code from contracts/errors.ts. Other errors are bugs.
      "@medusajs/use-medusa-error-not-generic-error": "off",
      // Bodies and queries are validated by the route table (contracts/routes.ts), which this rule doesn't detect.
      "@medusajs/use-validated-body-or-query": "off",
      // Prices such as 14,999 rupees are common, and gateways use minor units. The kernel's money.ts converts.
      "@medusajs/prices-in-major-units": "off",
    },
  },
  {
    // Files that may read process.env: the two env.ts modules and code that runs outside the application.
    files: [
      "packages/server/src/env.ts",
      "storefront/src/lib/env.ts",
      "storefront/server.mjs",
      "packages/test-kit/**",
      "scripts/**",
      "docker/**",
      "backend/benchmarks/**",
      "**/*.config.{ts,mjs,cjs,js}",
      "**/*.cjs",
      ...TESTS,
    ],
    rules: { "no-restricted-properties": "off", "no-restricted-syntax": "off" },
  },
  {
    files: ["scripts/**", "docker/**", "**/*.{mjs,cjs}", "*.config.*"],
    languageOptions: { globals: globals.node },
    rules: { "no-console": "off" },
  },
  { files: ["storefront/public/*.js"], languageOptions: { sourceType: "script", globals: globals.browser } },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
  {
    // They extend providers of Medusa, whose classes no public entry exports.
    files: ["backend/src/providers/s3-files/index.ts", "plugins/analytics/src/providers/posthog/service.ts"],
    rules: { "@medusajs/import-from-framework-not-internal": "off" },
  },
  { files: ["backend/benchmarks/**"], rules: { "no-console": "off" } },
  { files: ["**/*.spec.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } }
)
