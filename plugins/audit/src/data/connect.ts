import { env } from "@atrium/server"
import { type Knex, knex as connect } from "@medusajs/framework/mikro-orm/knex"

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]", ""])

/** A connection for a command that runs beside the shop. TLS as the shop's: every host but this machine, unless the URL says. */
export const connectToCheck = (): Knex => {
  const url = new URL(env().DATABASE_URL)
  const plain = LOCAL.has(url.hostname) || url.searchParams.has("sslmode")
  return connect({
    client: "pg",
    connection: {
      connectionString: env().DATABASE_URL,
      ...(plain ? {} : { ssl: { rejectUnauthorized: false } }),
    },
    pool: { min: 0, max: 1 },
  })
}
