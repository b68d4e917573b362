// The spare backend that `npm run dev` keeps ready. It preloads Medusa, which takes several seconds, and continues on
// SIGUSR2. Run it in backend/ with the CLI's path and arguments.
const { createRequire } = require("node:module")
const { join } = require("node:path")

const [, , cli, ...options] = process.argv
const fromBackend = createRequire(join(process.cwd(), "package.json"))

// Medusa and the work queue read the command from process.argv.
process.argv = [process.argv[0], cli, ...options]
const waiting = setInterval(() => undefined, 60_000)
process.once("SIGUSR2", () => {
  clearInterval(waiting)
  require(cli)
})

for (const name of ["@medusajs/framework", "@medusajs/medusa/core-flows", "@medusajs/medusa/loaders/index"])
  fromBackend(name)
