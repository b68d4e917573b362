import { createPgConnection } from "@medusajs/framework/utils"
import { createDatabase, openSession, type TestDatabase } from "@atrium/test-kit"

import { holdShop, releaseShop } from "../../src/config/shop-lock"

jest.setTimeout(60_000)

/** How long Medusa waits for a connection, far shorter than in a shop. */
const LIMIT_MS = 200

describe("the lock of the shop's process", () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase("lock")
  })
  afterAll(() => database.drop())

  it("is taken by a process that is so busy loading the shop that it sees Postgres's answer late", async () => {
    const knex = createPgConnection({
      clientUrl: database.url,
      driverOptions: { connectionTimeoutMillis: LIMIT_MS },
    })
    const session = await openSession(database.url)
    try {
      const holding = holdShop(knex)
      const until = Date.now() + 5 * LIMIT_MS
      while (Date.now() < until);
      await holding
      const { rows } = await session.query(
        `SELECT count(*)::int AS held FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()`
      )
      expect(rows).toEqual([{ held: 1 }])
    } finally {
      await releaseShop()
      await session.end()
      await knex.destroy()
    }
  })
})
