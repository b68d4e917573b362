// Jest projects: unit tests, module tests on Postgres, application tests over HTTP, Admin pages and the storefront.
const transform = {
  "^.+\\.[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx: true, decorators: true },
        transform: { decoratorMetadata: true, legacyDecorator: true, react: { runtime: "automatic" } },
        target: "es2022",
      },
      // Packages that are ES modules only are loaded with import().
      module: { type: "commonjs", ignoreDynamic: true },
    },
  ],
}
const base = {
  rootDir: __dirname,
  testEnvironment: "node",
  testEnvironmentOptions: { customExportConditions: ["atrium-source", "node", "require", "default"] },
  transform,
  // Of these two builds, jest picks the one whose exports an ES module cannot import.
  moduleNameMapper: { "^unicode-properties$": "<rootDir>/node_modules/unicode-properties/dist/module.mjs" },
  modulePathIgnorePatterns: ["/\\.medusa/", "/\\.dev/", "/\\.next/", "/dist/"],
  testPathIgnorePatterns: ["/node_modules/", "/\\.medusa/", "/\\.dev/", "/e2e/"],
}
module.exports = {
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: ["<rootDir>/{packages,plugins,backend,examples}/**/src/**/*.spec.{ts,tsx}"],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, "/src/admin/", "/packages/admin-kit/"],
    },
    {
      ...base,
      displayName: "admin",
      testEnvironment: "<rootDir>/scripts/lib/admin-environment.cjs",
      testMatch: [
        "<rootDir>/{plugins,examples}/*/src/admin/**/*.spec.{ts,tsx}",
        "<rootDir>/packages/admin-kit/src/**/*.spec.{ts,tsx}",
      ],
    },
    {
      ...base,
      displayName: "pages",
      testEnvironment: "<rootDir>/scripts/lib/admin-environment.cjs",
      testMatch: ["<rootDir>/packages/admin-kit/pages.spec.ts"],
    },
    {
      ...base,
      displayName: "storefront",
      testMatch: ["<rootDir>/storefront/src/**/*.spec.{ts,tsx}"],
      moduleNameMapper: {
        "^(react|react-dom)$": "<rootDir>/storefront/node_modules/$1",
        "^(react|react-dom)/(.*)$": "<rootDir>/storefront/node_modules/$1/$2",
        "^server-only$": "<rootDir>/storefront/src/lib/server-only.stub.ts",
        "^@/(.*)$": "<rootDir>/storefront/src/$1",
        "\\.css$": "<rootDir>/storefront/src/lib/server-only.stub.ts",
      },
    },
    {
      ...base,
      displayName: "module",
      testMatch: ["<rootDir>/plugins/*/integration-tests/**/*.spec.ts"],
    },
    {
      ...base,
      displayName: "http",
      testMatch: ["<rootDir>/{backend/integration-tests/http,examples/*/integration-tests}/**/*.spec.ts"],
      setupFiles: ["<rootDir>/backend/integration-tests/setup.cjs"],
    },
    {
      ...base,
      displayName: "areas",
      testMatch: ["<rootDir>/backend/integration-tests/areas.spec.ts"],
      setupFiles: ["<rootDir>/backend/integration-tests/setup.cjs"],
    },
    {
      ...base,
      displayName: "faults",
      testMatch: ["<rootDir>/{backend/integration-tests/faults,storefront/integration-tests}/**/*.spec.ts"],
      moduleNameMapper: { "^server-only$": "<rootDir>/storefront/src/lib/server-only.stub.ts" },
      setupFiles: ["<rootDir>/backend/integration-tests/setup.cjs"],
    },
  ],
}
