// Starts the storefront. Without ATRIUM_PUBLISHABLE_KEY, reads the demo shop's key from ATRIUM_DEMO_FILE.
import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"

const { ATRIUM_DEMO_FILE: file, ATRIUM_PUBLISHABLE_KEY: configured, PORT = "8000" } = process.env
const demoKey = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).publishable_key : undefined
const key = configured || demoKey
if (!key) {
  console.error("Set ATRIUM_PUBLISHABLE_KEY to the publishable key of the shop's sales channel.")
  process.exit(1)
}
const storefront = spawn(process.execPath, ["/atrium/storefront/server.mjs", "-p", PORT], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production", ATRIUM_PUBLISHABLE_KEY: key },
})
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => storefront.kill(signal))
storefront.on("exit", (code) => process.exit(code ?? 0))
