const { existsSync, readdirSync, readFileSync } = require("node:fs")
const { basename, dirname, join } = require("node:path")

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
  // The same for all projects, so that they share the cache of transformed files.
  id: "atrium",
  testEnvironment: "node",
  testEnvironmentOptions: { customExportConditions: ["atrium-source", "node", "require", "default"] },
  transform,
  // Of these two builds, jest picks the one whose exports an ES module cannot import.
  moduleNameMapper: { "^unicode-properties$": "<rootDir>/node_modules/unicode-properties/dist/module.mjs" },
  modulePathIgnorePatterns: ["/\\.medusa/", "/\\.dev/", "/\\.next/", "/dist/"],
  testPathIgnorePatterns: ["/node_modules/", "/\\.medusa/", "/\\.dev/", "/e2e/"],
}

/** Set by `npm test`: most files of a project run as one (packages/test-kit/together.spec.ts). */
const isTogether = process.env.ATRIUM_TEST_TOGETHER === "1"

/** The spec files below these folders whose path matches, relative to the root, folder by folder. */
const specs = (folders, matches) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(__dirname, folder), { recursive: true })
        .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
        .sort()
    )
    .filter((path) => /\.spec\.tsx?$/.test(path) && !path.includes("node_modules/") && matches(path))

/**
 * Mocks of modules would apply to the files after it too, snapshots are kept per file, and some files say that they
 * change what others expect.
 */
const runsAlone = (file) => {
  const snapshots = join(__dirname, dirname(file), "__snapshots__", `${basename(file)}.snap`)
  return (
    existsSync(snapshots) ||
    /^\s*jest\.(mock|doMock|resetModules)\(|^\/\/ Runs alone:/m.test(readFileSync(join(__dirname, file), "utf8"))
  )
}

/** Specs that only `npm run test:faults` runs. */
const isLong = (path) => path.endsWith(".long.spec.ts")

/** Settings of a project whose files run as one. */
const asOne = (folders, matches) => {
  const files = specs(folders, matches)
  return {
    testMatch: [
      "<rootDir>/packages/test-kit/together.spec.ts",
      ...files.filter(runsAlone).map((file) => `<rootDir>/${file}`),
    ],
    globals: { SPECS: files.filter((file) => !runsAlone(file)) },
  }
}

const together = (folders, matches) => (isTogether ? asOne(folders, matches) : {})

/** Set by `npm test`: areas of the HTTP tests that share one shop. */
const areas = (process.env.ATRIUM_TEST_AREAS ?? "").split(",").filter(Boolean)

const isAdmin = (path) => path.includes("/src/admin/") || path.startsWith("packages/admin-kit/")
const inSource = (path) => /^\w+\/([\w-]+\/)?src\//.test(path)

/** Together, module tests of one plugin only: what another plugin adds to it would apply to them too. */
const moduleProjects = (isTogether ? readdirSync(join(__dirname, "plugins")).sort() : ["*"])
  .map((plugin) => `plugins/${plugin}/integration-tests`)
  .filter((folder) => !isTogether || existsSync(join(__dirname, folder)))
  .map((folder) => ({
    ...base,
    displayName: "module",
    testMatch: [`<rootDir>/${folder}/**/*.spec.ts`],
    ...together([folder], () => true),
  }))

module.exports = {
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: ["<rootDir>/{packages,plugins,backend,examples}/**/src/**/*.spec.{ts,tsx}"],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, "/src/admin/", "/packages/admin-kit/"],
      ...together(["packages", "plugins", "backend/src", "examples"], (path) => inSource(path) && !isAdmin(path)),
    },
    {
      ...base,
      displayName: "admin",
      testEnvironment: "<rootDir>/scripts/lib/admin-environment.cjs",
      testMatch: [
        "<rootDir>/{plugins,examples}/*/src/admin/**/*.spec.{ts,tsx}",
        "<rootDir>/packages/admin-kit/src/**/*.spec.{ts,tsx}",
      ],
      ...together(["plugins", "examples", "packages/admin-kit/src"], isAdmin),
    },
    {
      ...base,
      displayName: "storefront",
      testMatch: ["<rootDir>/storefront/src/**/*.spec.{ts,tsx}"],
      ...together(["storefront/src"], () => true),
      moduleNameMapper: {
        "^(react|react-dom)$": "<rootDir>/storefront/node_modules/$1",
        "^(react|react-dom)/(.*)$": "<rootDir>/storefront/node_modules/$1/$2",
        "^server-only$": "<rootDir>/storefront/src/lib/server-only.stub.ts",
        "^@/(.*)$": "<rootDir>/storefront/src/$1",
        "\\.css$": "<rootDir>/storefront/src/lib/server-only.stub.ts",
      },
    },
    ...moduleProjects,
    {
      ...base,
      displayName: "http",
      testMatch: ["<rootDir>/{backend/integration-tests/http,examples/*/integration-tests}/**/*.spec.ts"],
      setupFiles: ["<rootDir>/backend/integration-tests/setup.cjs"],
      ...(areas.length > 0 &&
        asOne(
          areas.map((area) => `backend/integration-tests/http/${area}`),
          (path) => !isLong(path)
        )),
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
