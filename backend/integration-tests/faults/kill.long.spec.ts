import { eventually, freePort, runMedusa } from "@atrium/test-kit"

import { BEFORE_BOOKS, OTHER_MOMENTS, withKillableShop } from "./kill-moments"

jest.setTimeout(180_000)

describe("a shop killed in the middle of a purchase", () =>
  withKillableShop(({ client, count, databaseUrl, killDuring, cutDuring }) => {
    it("keeps out a second process, because the two would not share locks without Redis", async () => {
      const held = () =>
        count(`SELECT count(*) AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
          WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'atrium-shop-process'
            AND a.datname = current_database()`)
      expect(await held()).toBe(1)
      // The lock is released with its connection, and taken again.
      await client().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'atrium-shop-process' AND datname = current_database()`)
      await eventually(held, (n) => n === 0)
      await eventually(held, (n) => n === 1)
      const second = { DATABASE_URL: databaseUrl(), PORT: String(await freePort()) }
      const refused = await runMedusa(["start", "-p", second.PORT], second)
      expect(refused.code).toBe(1)
      expect(refused.output).toContain("Set REDIS_URL to the same Redis for all processes of the shop")
      // Not even a process that has Redis: the first one doesn't use it.
      const withRedis = await runMedusa(["start", "-p", second.PORT], { ...second, REDIS_URL: "redis://localhost:1" })
      expect(withRedis.code).toBe(1)
      expect(withRedis.output).toContain("Another process already runs the shop")
      expect(await held()).toBe(1)
    })

    it.each(OTHER_MOMENTS)("delivers everything once after a kill $moment [R01 R08]", killDuring)

    it("delivers everything once when the database's connection is lost between the gateway's capture and its books", () =>
      cutDuring(BEFORE_BOOKS))
  }))
