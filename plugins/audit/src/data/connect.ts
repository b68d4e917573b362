import { env } from "@atrium/server"
import { type Knex, knex as connect } from "@medusajs/framework/mikro-orm/knex"

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]", ""])

/** A connection for a command-line tool. Uses TLS like the shop: for every host except localhost, unless the URL sets it. */
export const openCliConnection = (): Knex => {
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
