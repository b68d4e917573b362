import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { applyRetention, keptTables, retentionRules } from "@atrium/server"
import { beginPurchase, withShop } from "@atrium/test-kit"

import "../../../src/config/core-retention"
import { PERSONAL_COLUMN } from "./personal-columns"

jest.setTimeout(120_000)

withShop(({ api, container, knex }) => {
  describe("personal data", () => {
    const rows = async (table: string, columns: string, id: string) => {
      const database = knex()
      return (await database.raw(`SELECT ${columns} FROM ${table} WHERE id = ?`, [id])).rows as Record<
        string,
        unknown
      >[]
    }
    afterEach(() => resetClock())

    it("has, in every table that may hold it, a rule or a reason to stay, and both are documented", async () => {
      const database = knex()
      const { rows: tables }: { rows: { name: string; columns: string }[] } = await database.raw(
        `SELECT table_name AS name, string_agg(column_name, ', ' ORDER BY column_name) AS columns
         FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name ~ ? GROUP BY table_name ORDER BY table_name`,
        [PERSONAL_COLUMN]
      )
      expect(tables.length).toBeGreaterThan(20)
      expect(tables.filter(({ name }) => !retentionRules.get(name) && !keptTables.get(name))).toEqual([])
      const guide = readFileSync(join(__dirname, "../../../../docs/guides/security.md"), "utf8")
      const lines = guide.slice(guide.indexOf("### How long personal data is kept")).split("\n")
      const rowOf = (table: string) => lines.find((line) => line.startsWith(`| `) && line.includes(`\`${table}\``))
      const undocumented = [
        ...retentionRules.all().filter(({ table, keptDays }) => !rowOf(table)?.includes(`| ${keptDays} day`)),
        ...keptTables.all().filter(({ table }) => !rowOf(table)),
      ]
      expect(undocumented.map(({ table }) => table)).toEqual([])
    })

    it("is deleted when its retention time is over, and not before", async () => {
      const database = knex()
      const { id } = await beginPurchase(api)
      const now = clock.now()
      await database.raw(
        `INSERT INTO gateway_event (id, provider, event_id, type, body, status, received_at)
         VALUES ('gwev_kept', 'sandbox', 'kept', 'x', '{"name":"Zoe"}', 'failed', :now),
                ('gwev_old', 'sandbox', 'old', 'x', '{"name":"Zoe"}', 'processed', :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO message (id, event, recipient, template, locale, props, status, sent_at, created_at, updated_at)
         VALUES ('msg_old', 'e', 'zoe@example.com', 't', 'en', '{"name":"Zoe"}', 'sent', :now, :now, :now)`,
        { now }
      )
      const regions = await api.store.get<{ regions: { id: string }[] }>("/store/regions")
      const guest = await api.store.post<{
        cart: { id: string; customer_id: string; shipping_address: { id: string } }
      }>("/store/carts", {
        region_id: regions.body.regions[0]?.id,
        email: `leaving-${randomUUID()}@example.com`,
        shipping_address: { first_name: "Zoe", last_name: "Sen" },
      })
      const { cart: left } = guest.body
      const guestId = left.customer_id ?? (await rows("cart", "customer_id", left.id))[0]?.customer_id
      await database.raw(
        `INSERT INTO notification (id, "to", channel, template, data, status, created_at, updated_at)
         VALUES ('noti_old', 'zoe@example.com', 'email', 't', '{"name":"Zoe"}', 'success', :now, :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO invite (id, email, token, expires_at, created_at, updated_at)
         VALUES ('invite_old', 'zoe@example.com', 'x', :now, :now, :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO staff_invitation (email, role_id, created_at) VALUES ('zoe@example.com', 'support', :now)`,
        { now }
      )
      const [purchase] = await rows("service_purchase", "cart_id", id)
      const cartId = String(purchase?.cart_id)

      advanceClock(6 * 86_400)
      const early = await applyRetention(container())
      // Files are kept by machine time, and other tests leave some.
      expect(Object.entries(early).filter(([what, count]) => count > 0 && what !== "private files")).toEqual([])

      advanceClock(400 * 86_400)
      await applyRetention(container())
      expect(await rows("service_purchase", "customer, requirements, items", id)).toEqual([
        { customer: null, requirements: null, items: [] },
      ])
      expect(await rows("cart", "id", cartId)).toEqual([])
      for (const [table, gone] of [
        ["cart", left.id],
        ["cart_address", left.shipping_address.id],
        ["customer", String(guestId)],
        ["notification", "noti_old"],
        ["invite", "invite_old"],
      ] as const)
        expect([table, await rows(table, "id", gone)]).toEqual([table, []])
      expect(await database("staff_invitation").where({ email: "zoe@example.com" })).toEqual([])
      expect(await database("sandbox_payment_intent").whereNotNull("customer")).toEqual([])
      expect(await rows("gateway_event", "body", "gwev_old")).toEqual([{ body: "{}" }])
      expect(await rows("gateway_event", "body", "gwev_kept")).toEqual([{ body: '{"name":"Zoe"}' }])
      expect(await rows("message", "props, recipient", "msg_old")).toEqual([
        { props: {}, recipient: "zoe@example.com" },
      ])
      const again = await applyRetention(container())
      expect(Object.values(again).every((count) => count === 0)).toBe(true)
      expect((await api.store.get(`/store/service-purchases/${id}`)).status).toBeLessThan(500)
    })
  })
})
