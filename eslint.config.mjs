// Lint of the whole repository. Layers and arrows between packages are in .dependency-cruiser.cjs.
import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import globals from "globals"
import tseslint from "typescript-eslint"

const TYPESCRIPT = ["**/*.{ts,tsx}"]
const TESTS = ["**/*.spec.{ts,tsx}", "**/integration-tests/**", "**/e2e/**"]
const ADMIN = ["**/src/admin/**", "packages/admin-kit/**"]

/** Medusa's presets describe its own folders: they hold for the backend, the plugins and what both share. */
const SERVER = ["backend/**/*.ts", "plugins/**/*.{ts,tsx}", "packages/**/*.ts", "examples/**/*.{ts,tsx}"]

/** A block of Medusa's preset, kept to the server's files. Its parser block is ours (below), so it is left out. */
const medusaRules = medusa.configs.strict
  .filter((block) => block.rules && !block.languageOptions)
  .map((block) => ({ ...block, ignores: [...(block.ignores ?? []), ...TESTS, "storefront/**"] }))

const environment = {
  "no-restricted-properties": [
    "error",
    { object: "process", property: "env", message: "Read the checked environment instead: env() of @atrium/server." },
  ],
  "no-restricted-syntax": [
    "error",
    {
      selector: "VariableDeclarator[init.name='process'] Property[key.name='env']",
      message: "Read the checked environment instead: env() of @atrium/server.",
    },
    {
      selector: "ImportDeclaration[source.value=/^(node:)?process$/]",
      message: "Use the global `process`, so that its environment can be watched over.",
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
      // A link to the root's medusa-config.ts, linted there.
      "backend/medusa-config.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { files: TYPESCRIPT, extends: [tseslint.configs.strict] },
  { plugins: { "@medusajs": medusa } },
  ...medusaRules,
  {
    // The strict preset's last rules ask for types: one program for everything on the server, without Admin's pages.
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
    // What has no type is parsed before it is used: rows, JSON, and what Medusa returns without one.
    files: [...SERVER, ...ADMIN],
    ignores: [...TESTS, "packages/test-kit/**"],
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
      // Medusa's services and steps are empty classes and functions by design.
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    // Where Medusa's conventions and this project's differ, and why.
    rules: {
      // Contracts and domain know zod and the kernel only; package.json pins the version Medusa itself has.
      "@medusajs/zod-import-source": "off",
      // Business failures are AtriumErrors with a code of contracts/errors.ts; what is left are bugs, and bugs throw.
      "@medusajs/use-medusa-error-not-generic-error": "off",
      // Bodies and queries are validated from the route table (contracts/routes.ts), which this rule cannot see.
      "@medusajs/use-validated-body-or-query": "off",
      // A service for 14,999 rupees is ordinary, and gateways count in minor units; kernel's money.ts converts.
      "@medusajs/prices-in-major-units": "off",
    },
  },
  {
    // The readers of the environment: two, and what runs before or beside the application.
    files: [
      "packages/server/src/env.ts",
      "storefront/src/lib/env.ts",
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
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
  { files: ["backend/benchmarks/**"], rules: { "no-console": "off" } },
  { files: ["**/*.spec.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } }
)
