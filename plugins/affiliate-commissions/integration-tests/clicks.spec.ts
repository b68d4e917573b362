import { advanceClock, clock, resetClock, systemActor } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"
import { countStatements } from "@atrium/test-kit"

import { moveAffiliate } from "../src/data/affiliates"
import { pruneClicks, recordClick } from "../src/data/clicks"
import { someAffiliate, someProgramme } from "./with-affiliates"

jest.setTimeout(120_000)
const DAY = 86_400

describe("clicks", () => {
  let database: Database
  beforeAll(async () => {
    database = await openDatabase("affiliate_clicks")
  }, 240_000)
  afterAll(() => database.close())

  const from = (code: string, address: string | null) =>
    recordClick(database.knex, {
      ...{ code, previous_click_id: null, landing_path: "/", referrer_host: null, utm: null },
      ...{ address_hash: address, device_hash: null },
    })

  it("clicks are limited per address, counted per day, and recorded in one statement", async () => {
    const { code, id } = await someAffiliate(database.knex, await someProgramme(database.knex, 1000))
    const { statements } = await countStatements(() => from(code, "one"))
    expect(statements).toHaveLength(1)
    for (let round = 0; round < 51; round++) await Promise.all(Array.from({ length: 10 }, () => from(code, "one")))
    expect(await from(code, "one")).toBeNull()
    expect(await from(code, "another")).toMatch(/^clk_[A-Za-z0-9_-]{24}$/)
    const [rows] = await database.knex("affiliate_click").where({ affiliate_id: id }).count<{ count: string }[]>()
    const [days] = await database
      .knex("affiliate_click_day")
      .where({ affiliate_id: id })
      .sum<{ sum: string }[]>("clicks")
    expect(days?.sum).toBe(rows?.count)
    // Parallel clicks may each see room for one more.
    expect(Number(rows?.count)).toBeLessThanOrEqual(511)
  })

  it("a click on an unknown or suspended code records nothing", async () => {
    const { code, id } = await someAffiliate(database.knex, await someProgramme(database.knex, 1000))
    await moveAffiliate(database.knex, id, { to: "suspended", reason: "Test", actor: systemActor })
    expect([await from(code, null), await from("NOBODY99", null)]).toEqual([null, null])
    expect(await database.knex("affiliate_click").where({ affiliate_id: id })).toEqual([])
  })

  it("removes clicks older than any window and keeps their counts", async () => {
    const { code, id } = await someAffiliate(database.knex, await someProgramme(database.knex, 1000))
    await from(code, null)
    advanceClock(399 * DAY)
    await from(code, null)
    advanceClock(2 * DAY)
    await pruneClicks(database.knex, new Date(clock.now().getTime() - 400 * DAY * 1000))
    resetClock()
    expect(await database.knex("affiliate_click").where({ affiliate_id: id })).toHaveLength(1)
    expect(await database.knex("affiliate_click_day").where({ affiliate_id: id })).toHaveLength(2)
  })
})
