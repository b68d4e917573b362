import path from "node:path"
import type { NextConfig } from "next"

const repository = path.join(__dirname, "..")

// The contracts are read as TypeScript source, in dev and in build alike: a change there is live at once, and the
// storefront can be built without building a plugin first. Types follow the same files (customConditions in
// tsconfig.json), and so do tests (customExportConditions in jest.config.cjs).
const sources = {
  "@acme/atrium-extensions/storefront": "./../examples/acme-extensions/src/storefront/index.ts",
  "@atrium/affiliate-commissions/contracts": "./../plugins/affiliate-commissions/src/contracts/index.ts",
  "@atrium/client": "./../packages/client/src/index.ts",
  "@atrium/identity/contracts": "./../plugins/identity/src/contracts/index.ts",
  "@atrium/identity/contracts/common-passwords": "./../plugins/identity/src/contracts/common-passwords.ts",
  "@atrium/kernel": "./../packages/kernel/src/index.ts",
  "@atrium/payments/contracts": "./../plugins/payments/src/contracts/index.ts",
  "@atrium/provider-assignment/contracts": "./../plugins/provider-assignment/src/contracts/index.ts",
  "@atrium/reference-tracking/contracts": "./../plugins/reference-tracking/src/contracts/index.ts",
  "@atrium/service-provisioning/contracts": "./../plugins/service-provisioning/src/contracts/index.ts",
}

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // In development Next prints every call of a server action with its arguments: names, mailboxes, answers.
  logging: { serverFunctions: false },
  // Several storefronts can be built beside each other (tests build into a folder of their own).
  distDir: process.env.ATRIUM_NEXT_DIST_DIR ?? ".next",
  outputFileTracingRoot: repository,
  turbopack: { root: repository, resolveAlias: sources },
  // Types are checked by `npm run typecheck`, which `npm test` runs; a second time here would only delay every start.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["radix-ui"] },
}

export default config
