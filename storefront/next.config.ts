import path from "node:path"
import type { NextConfig } from "next"

import { hasLocalOrigin, imagePatterns } from "./src/lib/image-origins"

const repository = path.join(__dirname, "..")

// Contracts are resolved to their TypeScript source in development and in builds. Changes therefore apply immediately,
// and the storefront can be built without building the plugins first. The type check (customConditions in tsconfig.json)
// and the tests (customExportConditions in jest.config.cjs) use the same files.
const sources = {
  "@acme/atrium-extensions/storefront": "./../examples/acme-extensions/src/storefront/index.ts",
  "@atrium/affiliate-commissions/contracts": "./../plugins/affiliate-commissions/src/contracts/index.ts",
  "@atrium/analytics/contracts": "./../plugins/analytics/src/contracts/index.ts",
  "@atrium/client": "./../packages/client/src/index.ts",
  "@atrium/consultations/contracts": "./../plugins/consultations/src/contracts/index.ts",
  "@atrium/documents/contracts": "./../plugins/documents/src/contracts/index.ts",
  "@atrium/documents/contracts/file-kinds": "./../plugins/documents/src/contracts/file-kinds.ts",
  "@atrium/identity/contracts": "./../plugins/identity/src/contracts/index.ts",
  "@atrium/identity/contracts/common-passwords": "./../plugins/identity/src/contracts/common-passwords.ts",
  "@atrium/kernel": "./../packages/kernel/src/index.ts",
  "@atrium/notifications/contracts": "./../plugins/notifications/src/contracts/index.ts",
  "@atrium/payments/contracts": "./../plugins/payments/src/contracts/index.ts",
  "@atrium/provider-assignment/contracts": "./../plugins/provider-assignment/src/contracts/index.ts",
  "@atrium/reference-tracking/contracts": "./../plugins/reference-tracking/src/contracts/index.ts",
  "@atrium/service-provisioning/contracts": "./../plugins/service-provisioning/src/contracts/index.ts",
  "@atrium/service-provisioning/contracts/asked-questions":
    "./../plugins/service-provisioning/src/contracts/asked-questions.ts",
  "@atrium/shop-settings/contracts": "./../plugins/shop-settings/src/contracts/index.ts",
  // The contracts of notifications import it.
  "@atrium/work-queue/contracts": "./../plugins/work-queue/src/contracts/index.ts",
}

// Without zod's messages in 46 other languages, which would be 30 kB of every form; the contracts have their own messages.
const withoutLocales = { "../locales/index.js": "./src/lib/zod-locales.ts" }

// Read when the storefront starts, so that one build works for any shop.
const images = imagePatterns(process.env)

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // In development, Next would log the arguments of server actions, which contain personal data.
  logging: { serverFunctions: false },
  // Lets tests build into a separate folder.
  distDir: process.env.ATRIUM_NEXT_DIST_DIR ?? ".next",
  outputFileTracingRoot: repository,
  turbopack: { root: repository, resolveAlias: { ...sources, ...withoutLocales } },
  // `npm test` checks types with `npm run typecheck`. Checking them here too would slow down every start.
  typescript: { ignoreBuildErrors: true },
  // Their URLs contain a hash of their content (src/features/shell/shop-script.ts).
  headers: () =>
    Promise.resolve(
      ["/shop.js", "/cart.js", "/upload.js"].map((source) => ({
        source,
        has: [{ type: "query" as const, key: "v" }],
        headers: [
          { key: "Cache-Control", value: "public, max-age=31536000, immutable" },
          { key: "X-Content-Type-Options", value: "nosniff" },
        ],
      }))
    ),
  images: { remotePatterns: images, dangerouslyAllowLocalIP: hasLocalOrigin(images) },
  // Renders metadata into the head for every browser. Streamed metadata would need a script to appear.
  htmlLimitedBots: /./,
  // Files that are sent with their form, without JavaScript.
  experimental: { optimizePackageImports: ["radix-ui"], serverActions: { bodySizeLimit: "32mb" } },
}

export default config
