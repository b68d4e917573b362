import { randomBytes, randomUUID } from "node:crypto"

import { encryptedTables, type EncryptionKey, env, resetEnv, rotateKeys } from "@atrium/server"
import {
  asCustomer,
  completePurchase,
  ok,
  payWith,
  purchaseBody,
  registerCustomer,
  sendPurchase,
  type Service,
  someService,
  withShop,
} from "@atrium/test-kit"

jest.setTimeout(240_000)

/** Words that appear nowhere else, and the digits of a phone number that no one else has. */
const WORDS = { phone: "4915777310042", requirements: "copper-meadow-4471", answer: "linen-harbor-9083" } as const

/** Where the words may be in the clear, with the reason. */
const IN_THE_CLEAR: Readonly<Record<string, string>> = {
  "cart_address.phone": "Medusa's table, written by its cart module",
  "order_address.phone": "Medusa's table, written by its order module",
  "payment_session.context": "Medusa's table, written by its payment module with what the gateway is sent",
  "sandbox_payment_intent.customer": "the demo gateway's own record, which a shop doesn't have",
}

type Found = { id: string; reference_number: string; customer_phone: string; requirements: string }
type List = { service_requests: Found[]; count: number }
type One = { service_request: Found & { intake: { answers: Record<string, unknown> } } }

const isFreeText = ({ type }: { type: string }) => ["text", "short_text", "long_text"].includes(type)

withShop((shop) => {
  const { api, knex } = shop

  const bodyFor = (service: Service, phone: string) => {
    const body = purchaseBody(service, { email: `sealed-${randomUUID()}@example.com` })
    for (const question of service.intake.questions)
      if (isFreeText(question) && !question.show_when)
        for (const item of body.items) item.intake[question.id] = `${WORDS.answer}, please`
    return {
      ...body,
      customer: { ...body.customer, phone: `+${phone}` },
      requirements: `Call me about the ${WORDS.requirements}`,
    }
  }

  const bought = async (phone: string = WORDS.phone) => {
    const { token } = await registerCustomer(shop)
    const shopper = asCustomer(api, token)
    const service = await someService(api)
    const { purchase } = ok(await sendPurchase(shopper, bodyFor(service, phone)))
    ok(await payWith(api, purchase))
    const { order } = ok(await completePurchase(shopper, purchase.id))
    await shop.drainWork()
    const row: { id: string } = await knex()("service_request").where({ order_id: order.id }).first("id")
    return { id: row.id, orderId: order.id, token, purchaseId: purchase.id }
  }

  const search = async (q: string) =>
    ok(await api.admin.get<List>(`/admin/service-requests?q=${encodeURIComponent(q)}`)).service_requests
  const read = async (id: string) => ok(await api.admin.get<One>(`/admin/service-requests/${id}`)).service_request

  const columnsWith = async (words: readonly string[]): Promise<string[]> => {
    const { rows: columns }: { rows: { table: string; column: string }[] } = await knex().raw(
      `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE t.table_type = 'BASE TABLE' AND table_schema = 'public'
         AND (data_type IN ('text', 'json', 'jsonb', 'character varying', 'ARRAY')) ORDER BY 1, 2`
    )
    expect(columns.length).toBeGreaterThan(1000)
    const found: string[] = []
    for (const table of new Set(columns.map((each) => each.table))) {
      const of = columns.flatMap((each) => (each.table === table ? [each.column] : []))
      const has = of.map(() => "bool_or(CAST(?? AS text) ~ ?) AS ??").join(", ")
      const { rows }: { rows: Record<string, boolean | null>[] } = await knex().raw(`SELECT ${has} FROM ??`, [
        ...of.flatMap((column) => [column, words.join("|"), column]),
        table,
      ])
      for (const [column, present] of Object.entries(rows[0] ?? {})) if (present) found.push(`${table}.${column}`)
    }
    return found
  }

  it("leaves nothing that a customer entered in the clear, except where Medusa keeps it and in emails", async () => {
    // Work of a purchase has no payload once it is done, so this reads what was written.
    const work: string[] = []
    const note = ({ sql, bindings }: { sql: string; bindings: unknown }) => {
      if (sql.includes("work_item")) work.push(JSON.stringify(bindings))
    }
    knex().on("query", note)
    const { id, purchaseId, token } = await bought().finally(() => knex().off("query", note))
    expect(work.filter((written) => written.includes("service-provisioning.provision-unit"))).not.toEqual([])
    expect(work.filter((written) => new RegExp(Object.values(WORDS).join("|")).test(written))).toEqual([])
    // Each exception is one.
    expect((await columnsWith(Object.values(WORDS))).sort()).toEqual(Object.keys(IN_THE_CLEAR))

    const request = await read(id)
    expect(request).toMatchObject({
      customer_phone: `+${WORDS.phone}`,
      requirements: `Call me about the ${WORDS.requirements}`,
    })
    expect(JSON.stringify(request.intake.answers)).toContain(WORDS.answer)
    const purchase = ok(await api.customer(token).get<{ purchase: object }>(`/store/service-purchases/${purchaseId}`))
    expect(JSON.stringify(purchase)).toContain(WORDS.requirements)
  })

  it("staff find a request by its whole phone number however it is written, and not by a part of it", async () => {
    const { id } = await bought("4915777319876")
    for (const number of ["+4915777319876", "0157 77319876", "(0157) 773-198-76", "7731 9876"])
      expect((await search(number)).map((request) => request.id)).toEqual([id])
    for (const part of ["1577731", "+4915777319877", WORDS.requirements, WORDS.answer])
      expect((await search(part)).map((request) => request.id)).not.toContain(id)
  })

  it("can't be moved to another row or column, and the error doesn't contain them", async () => {
    const [one, other] = [await bought(), await bought("4915777310099")]
    const columns = (id: string) => knex()("service_request").where({ id })
    type Stored = { customer_phone: string; requirements: string; intake: string }
    const storedIn = (id: string): Promise<Stored> => columns(id).first("customer_phone", "requirements", "intake")
    const [moved, kept] = [await storedIn(one.id), await storedIn(other.id)]
    for (const change of [
      { customer_phone: moved.customer_phone },
      { requirements: moved.requirements },
      { intake: JSON.stringify(moved.intake) },
      { requirements: kept.customer_phone },
    ]) {
      await columns(other.id).update(change)
      const refused = await api.admin.get(`/admin/service-requests/${other.id}`)
      expect(refused.status).toBe(500)
      expect(JSON.stringify(refused.body)).not.toMatch(new RegExp(Object.values(WORDS).join("|")))
      await columns(other.id).update({ ...kept, intake: JSON.stringify(kept.intake) })
    }
    expect((await read(other.id)).customer_phone).toBe("+4915777310099")
  })

  describe("rows from before, and of an older key", () => {
    const newKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) })
    const tables = () => encryptedTables.all().filter(({ table }) => table.startsWith("service_"))
    const using = async <T>(keys: readonly EncryptionKey[], job: () => Promise<T>): Promise<T> => {
      const before = process.env.ATRIUM_ENCRYPTION_KEYS
      process.env.ATRIUM_ENCRYPTION_KEYS = keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",")
      resetEnv()
      try {
        return await job()
      } finally {
        if (before === undefined) delete process.env.ATRIUM_ENCRYPTION_KEYS
        else process.env.ATRIUM_ENCRYPTION_KEYS = before
        resetEnv()
      }
    }
    const stored = (): Promise<{ id: string; customer_phone: string; requirements: string; intake: string }[]> =>
      knex()("service_request").select("id", "customer_phone", "requirements", "intake").orderBy("id")

    it("are read as they are, then encrypted, and found by their number", async () => {
      const { id, orderId } = await bought()
      const row = () => knex()("service_request").where({ id })
      const purchase = () => knex()("service_purchase").where({ order_id: orderId })
      const made: object = await row().first("customer_phone", "customer_phone_index")
      const { customer }: { customer: unknown } = await purchase().first("customer")
      const intake = { questions: [], answers: { color: WORDS.answer } }
      await row().update({
        customer_phone: "+4915777315555",
        customer_phone_index: null,
        requirements: `v1.not.${WORDS.requirements}`,
        intake: JSON.stringify(intake),
      })
      const items = [{ tier_id: "t", intake: { color: WORDS.answer }, template_version_id: "v" }]
      await purchase().update({
        requirements: WORDS.requirements,
        items: JSON.stringify(items),
        customer: '{"phone": "+49157773155"}',
      })
      const before = await read(id)
      expect(before).toMatchObject({ customer_phone: "+4915777315555", requirements: `v1.not.${WORDS.requirements}` })

      const done = await rotateKeys(knex(), { tables: tables(), batch: 2 })
      expect(done).toMatchObject({
        service_request: { rotated: 1, unreadable: [] },
        service_purchase: { rotated: 1, unreadable: [] },
      })
      expect(await read(id)).toEqual(before)
      expect((await search("+49 1577 731 5555")).map((request) => request.id)).toEqual([id])
      const found = await columnsWith(Object.values(WORDS))
      // The audit log records what staff searched for.
      const known = (column: string) => column in IN_THE_CLEAR || column === "audit_entry.details"
      expect(found.filter((column) => !known(column))).toEqual([])
      expect(await rotateKeys(knex(), { tables: tables() })).toMatchObject({
        service_request: { rotated: 0 },
        service_purchase: { rotated: 0 },
      })
      // As it was: the reconciler would find a request that differs from its order in other tests.
      await row().update(made)
      await purchase().update({ customer: JSON.stringify(customer) })
    })

    it("a rotation that is killed continues, while the shop is used, and needs the old key no longer", async () => {
      const [current] = env().encryptionKeys
      if (!current) throw new Error("There is no key")
      const { id, token } = await bought()
      await bought("4915777310011")
      const next = newKey("rotated")
      const readable = await using([next, current], async () => {
        const all = (await stored()).length
        // As a process that dies: its connection ends in the middle of its rows.
        let updates = 0
        const dying = new Proxy(knex(), {
          get: (target, name, receiver) =>
            name === "raw"
              ? (sql: string, bindings: never) => {
                  if (sql.startsWith("UPDATE") && (updates += 1) > 2) throw new Error("killed")
                  return target.raw(sql, bindings)
                }
              : Reflect.get(target, name, receiver),
        })
        await expect(rotateKeys(dying, { tables: tables(), batch: 2 })).rejects.toThrow("killed")
        const half = (await stored()).filter((row) => row.customer_phone.startsWith("v1.rotated.")).length
        expect(half).toBeLessThan(all)

        // The shop reads both keys, and its changes are kept.
        const path = `/store/customers/me/service-requests/${id}`
        const { intake } = ok(await api.customer(token).get<One>(path)).service_request
        const [answered] = await Promise.all([
          api.customer(token).post<One>(`${path}/intake`, { intake: intake.answers }),
          rotateKeys(knex(), { tables: tables(), batch: 1 }),
        ])
        expect(answered.status).toBe(200)
        expect(await rotateKeys(knex(), { tables: tables() })).toMatchObject({
          service_request: { unreadable: [] },
          service_purchase: { unreadable: [] },
        })
        const rows = await stored()
        for (const { customer_phone, requirements, intake: sealed } of rows)
          expect(
            [customer_phone, requirements, sealed].filter((text) => text && !text.startsWith("v1.rotated."))
          ).toEqual([])
        return read(id)
      })
      await using([next], async () => {
        expect(await read(id)).toEqual(readable)
        expect((await search(`+${WORDS.phone}`)).map((request) => request.id)).toContain(id)
      })

      // With a key of the same name that is another one, nothing is read and nothing is lost.
      const before = await stored()
      await using([newKey("newest"), newKey("rotated")], async () => {
        const wrong = await rotateKeys(knex(), { tables: tables() })
        expect(wrong.service_request).toEqual({ rotated: 0, unreadable: before.map((row) => row.id) })
        expect((await api.admin.get(`/admin/service-requests/${id}`)).status).toBe(500)
      })
      expect(await stored()).toEqual(before)
      await using([current, next], () => rotateKeys(knex(), { tables: tables() }))
      expect(await read(id)).toEqual(readable)
    })
  })
})
