import { randomUUID } from "node:crypto"

import { ASSIGN_REQUEST } from "@atrium/provider-assignment/use-cases"
import { issueReferences } from "@atrium/reference-tracking/tx"
import { encryptedTables, openColumn } from "@atrium/server"
import { beginPurchase, completePurchase, payWith, withShop } from "@atrium/test-kit"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import fc from "fast-check"

import { activeProvider, give, mailTo, requestOf } from "./make-provider"

jest.setTimeout(240_000)

const STAFF = "hello@atrium.test"

withShop((shop) => {
  const { api } = shop
  const knex = () => shop.container().resolve("__pg_connection__")

  const buy = async (): Promise<string> => {
    const purchase = await beginPurchase(api, { email: `buyer-${randomUUID()}@example.com` })
    await payWith(api, purchase)
    const done = await completePurchase(api, purchase.id)
    await shop.drainWork()
    return done.body.service_requests[0]?.reference_number ?? ""
  }

  it("emails the assigned provider: customer, service, requirements, and that it is paid", async () => {
    const provider = await activeProvider(shop)
    const { id, reference, buyer } = await requestOf(shop, provider.id)
    const mail = await mailTo(shop, provider.email, new RegExp(reference))
    for (const body of [mail.text, mail.html])
      for (const fact of ["Asha Rao", buyer, "+919876543210", "Please call in the morning.", reference, id])
        expect(body).toContain(fact)
    expect(mail.text.replace(/\s+/g, " ")).toMatch(/Confirmed: ₹[\d,.]+ received on \d+ \w+ \d{4}/)
    expect(mail.text).toMatch(/\/provider\/requests\/sreq_/)
  })

  it("emails once per assignment, also to each next provider, and never to staff", async () => {
    const [first, second] = [await activeProvider(shop), await activeProvider(shop)]
    const { id, reference } = await requestOf(shop, first.id)
    await give(shop, id, second.id)
    await shop.drainWork()
    await shop.drainWork()
    const to = (address: string) =>
      shop
        .mailbox()
        .mails()
        .filter((mail) => mail.to === address && mail.subject.includes(reference)).length
    expect([to(first.email), to(second.email), to(STAFF)]).toEqual([1, 1, 0])
  })

  it("notifies the assigned provider of every new request, and staff of every request without an eligible provider [P16 R7.2]", async () => {
    const reference = await buy()
    const { rows: seeds } = await knex().raw(
      `SELECT to_jsonb(r) AS request FROM service_request r WHERE reference_number = ?`,
      [reference]
    )
    const { search_text: _generated, ...seed } = seeds[0].request as Record<string, unknown>
    const columns = Object.keys(seed).join(", ")
    const encrypted = encryptedTables.get("service_request")
    if (!encrypted) throw new Error("Service requests are not encrypted")
    // A copy has another id, to which its encrypted columns would not belong.
    const opened = Object.fromEntries(
      Object.keys(encrypted.columns).map((column) => [
        column,
        openColumn(encrypted, { column, id: String(seed.id) }, seed[column]),
      ])
    )
    // The demo's providers, who have skills. Those of other tests have none: chosen from all, few cases would have an eligible one.
    const { rows: providers } = await knex().raw(
      `SELECT id FROM provider WHERE status = 'active' ORDER BY created_at, id LIMIT 4`
    )
    const ids = providers.map(({ id }: { id: string }) => id)
    // A request as provisioning leaves it, with the work to assign it.
    const create = async (unit: number): Promise<string> => {
      const id = `sreq_${randomUUID().replaceAll("-", "")}`
      const request = {
        ...seed,
        ...opened,
        id,
        unit,
        reference_number: `SR-TEST-${unit}`,
        status: "pending_contact",
        provider_id: null,
        provider_name: null,
      }
      await knex().transaction(async (trx) => {
        await trx.raw(
          `INSERT INTO service_request (${columns}) SELECT ${columns}
           FROM jsonb_populate_record(NULL::service_request, CAST(:request AS jsonb))`,
          { request: JSON.stringify(request) }
        )
        await issueReferences(trx, [
          {
            kind: "SR",
            subjectId: id,
            title: "A service",
            status: "pending_contact",
            occurredAt: new Date(),
            events: [],
          },
        ])
        await enqueueWork(trx, [workOf(ASSIGN_REQUEST, { key: id, payload: { request_id: id } })])
      })
      return id
    }
    let unit = 1000
    const seen = { provider: 0, staff: 0 }
    await fc.assert(
      fc.asyncProperty(fc.subarray(ids, { maxLength: 2 }), async (atWork) => {
        await knex().raw(
          `UPDATE provider SET status = CASE WHEN id = ANY(:atWork) THEN 'active' ELSE 'suspended' END`,
          { atWork }
        )
        const id = await create((unit += 1))
        await shop.drainWork()
        const { rows } = await knex().raw(
          `SELECT r.provider_id, a.id AS assignment_id, p.email,
             (SELECT count(*)::int FROM message m WHERE m.event = 'assignment:' || a.id AND m.recipient = p.email
               AND m.template = 'provider-assignment.provider-notice') AS to_provider,
             (SELECT count(*)::int FROM message m WHERE m.event LIKE 'service-request-unassigned:' || r.id || ':%'
               AND m.recipient = :staff AND m.template = 'provider-assignment.staff-notice') AS to_staff
           FROM service_request r LEFT JOIN assignment a ON a.request_id = r.id LEFT JOIN provider p ON p.id = a.provider_id
           WHERE r.id = :id`,
          { id, staff: STAFF }
        )
        const [told] = rows
        const expected = told.provider_id === null ? { to_provider: 0, to_staff: 1 } : { to_provider: 1, to_staff: 0 }
        expect(rows).toHaveLength(1)
        expect({ to_provider: told.to_provider, to_staff: told.to_staff }).toEqual(expected)
        seen[told.provider_id === null ? "staff" : "provider"] += 1
      }),
      { numRuns: 100 }
    )
    expect(seen.provider).toBeGreaterThan(0)
    expect(seen.staff).toBeGreaterThan(0)
    await shop.drainWork()
    const mail = shop
      .mailbox()
      .mails()
      .find(({ to, subject }) => to === STAFF && subject.startsWith("No eligible provider"))
    expect(mail?.text).toContain("Why no provider is eligible")
    expect(mail?.html).toContain("/app/service-requests/sreq_")
  })
})
