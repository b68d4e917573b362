// A backend that has loaded what never changes (Medusa itself, some seconds of it) and starts on SIGUSR2:
// the spare that `npm run dev` keeps ready. Started inside backend/ with the CLI's path and its arguments.
const { createRequire } = require("node:module")
const { join } = require("node:path")

const [, , cli, ...options] = process.argv
const fromBackend = createRequire(join(process.cwd(), "package.json"))

// Medusa reads its command from here, and so does the queue's worker.
process.argv = [process.argv[0], cli, ...options]
const waiting = setInterval(() => undefined, 60_000)
process.once("SIGUSR2", () => {
  clearInterval(waiting)
  require(cli)
})

for (const name of ["@medusajs/framework", "@medusajs/medusa/core-flows", "@medusajs/medusa/loaders/index"])
  fromBackend(name)
