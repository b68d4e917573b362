// Starts the built storefront: Next, and in front of it the responses from the page cache (src/lib/page-cache).
// `next start` works as well, but processes every request in Next.
import { createServer } from "node:http"
import { parseArgs } from "node:util"

import next from "next"

const { values } = parseArgs({ options: { port: { type: "string", short: "p", default: process.env.PORT ?? "8000" } } })
const port = Number(values.port)
// Used by src/lib/env.ts.
process.env.PORT = values.port

const app = next({ dev: false, dir: import.meta.dirname, hostname: "localhost", port })
await app.prepare()
const toNext = app.getRequestHandler()

// Registered by the proxy, which Next loads with the first request.
const FAST_PATH = Symbol.for("atrium.storefront.fast-path")

const server = createServer((request, response) => {
  const responded = globalThis[FAST_PATH]?.(request, response) ?? Promise.resolve(false)
  responded
    .then((done) => done || toNext(request, response))
    .catch((error) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
})
server.listen(port, () => console.log(`Storefront on http://localhost:${port}`))

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    // Finishes running requests, but does not wait for idle connections.
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    setTimeout(() => process.exit(0), 10_000).unref()
  })
