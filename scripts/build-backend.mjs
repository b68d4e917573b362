// `npm run build` of the backend. Differs from `medusa build` in that TypeScript 7 compiles it, as it does the plugins,
// while the Admin is bundled. Loading medusa-config.ts validates the environment but connects to nothing.
import { copyFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { clearBuild } from "./lib/build-output.mjs"
import { compile } from "./lib/compile.mjs"
import { inRoot } from "./lib/paths.mjs"

Object.assign(process.env, {
  NODE_ENV: "demo",
  DATABASE_URL: "postgres://localhost/unused-during-build",
  MEDUSA_DISABLE_TELEMETRY: "true",
})
const root = inRoot("backend")
process.chdir(root)
const output = join(root, ".medusa", "server")
clearBuild(output)

const bundleAdmin = async () => {
  // Reads the configuration, which is TypeScript.
  createRequire(import.meta.url)("ts-node").register({ cwd: root })
  const { Compiler } = await import("@medusajs/framework/build-tools")
  const { logger } = await import("@medusajs/framework/logger")
  const bundler = await import("@medusajs/admin-bundler")
  return new Compiler(root, logger).buildAppFrontend(false, { options: { outDir: output } }, bundler)
}

const [compiled, bundled] = await Promise.all([compile(output), bundleAdmin()])
copyFileSync(join(root, "package.json"), join(output, "package.json"))
process.exit(compiled && bundled ? 0 : 1)
