import { runInContext } from "@atrium/server"

import { recordAudit, recordAudits } from "../src/tx"
import { listEntries } from "../src/use-cases"
import { type AuditDatabase, openAudit } from "./with-audit"

describe("recording", () => {
  let audit: AuditDatabase
  const last = () => audit.knex("audit_entry").orderBy("id", "desc").first<Record<string, unknown>>()

  beforeAll(async () => {
    audit = await openAudit()
  }, 60_000)
  afterAll(() => audit.close())

  it("stores actor, address and id of the current request", async () => {
    await runInContext(
      {
        requestId: "req_12345678",
        address: "203.0.113.7",
        actorType: "user",
        actorId: "user_1",
        actorLabel: "a@b.test",
      },
      () => recordAudit(audit.knex, { action: "test.changed", target: { type: "thing", id: "thing_1" } })
    )
    expect(await last()).toMatchObject({
      category: "change",
      outcome: "succeeded",
      actor_type: "user",
      actor_id: "user_1",
      actor_label: "a@b.test",
      address: "203.0.113.7",
      target_type: "thing",
      target_id: "thing_1",
      request_id: "req_12345678",
    })
  })

  it("stores the shop as the actor outside a request", async () => {
    await recordAudit(audit.knex, { action: "test.changed" })
    expect(await last()).toMatchObject({ actor_type: "system", actor_id: null, address: null, request_id: null })
  })

  it("rolls back an entry with the transaction of its change", async () => {
    const count = async () => Number((await audit.knex("audit_entry").count({ n: "*" }))[0]?.n)
    const before = await count()
    await expect(
      audit.knex.transaction(async (trx) => {
        await recordAudit(trx, { action: "test.changed" })
        throw new Error("rolled back")
      })
    ).rejects.toThrow("rolled back")
    expect(await count()).toBe(before)
  })

  it("refuses an unknown action", async () => {
    await expect(recordAudit(audit.knex, { action: "test.unknown" })).rejects.toThrow("add it to auditActions")
  })

  it("finds an entry by a phone number that is only stored masked, however it is written", async () => {
    await recordAudit(audit.knex, { action: "test.changed", reason: "Called +919876500001" })
    expect(await last()).toMatchObject({ reason: expect.stringMatching(/^Called \[phone #[0-9a-f]{8}\]$/) })
    const found = async (q: string) => {
      const { audit_entries: entries } = await listEntries(audit.knex, {
        q,
        limit: 10,
        offset: 0,
        order: "-created_at",
      })
      return entries.map(({ reason }) => reason)
    }
    for (const q of ["+919876500001", "+91 98765-00001", "0091 98765 00001", "919876500001"])
      expect(await found(q)).toHaveLength(1)
    expect(await found("+919876500002")).toEqual([])
  })

  it("stores neither secrets nor personal values, wherever they occur", async () => {
    await recordAudit(audit.knex, {
      action: "test.changed",
      actor: { type: "customer", id: "cus_1", label: "ravi@customers.atrium.test" },
      reason: "Called from +919876543210, wrote from ravi@customers.atrium.test",
      after: {
        password: "correct horse",
        nested: [{ client_secret: "cs_live_abcdefghijk", email: "ravi@customers.atrium.test", first_name: "Ravi" }],
        intake: { question: "My PAN is ABCDE1234F" },
        header: "Bearer abc.def.ghi",
      },
      details: { nul: "a\u0000b", half: "\ud800", big: 10n, long: "x".repeat(5000) },
    })
    const stored = JSON.stringify(await last())
    for (const secret of ["horse", "abcdefghijk", "ravi@", "Ravi", "ABCDE", "98765", "abc.def", "x".repeat(600)])
      expect(stored).not.toContain(secret)
  })

  it("writes many entries in one statement", async () => {
    let statements = 0
    const count = () => statements++
    audit.knex.on("query", count)
    await recordAudits(
      audit.knex,
      Array.from({ length: 20 }, () => ({ action: "test.changed" }))
    )
    audit.knex.off("query", count)
    expect(statements).toBe(1)
  })

  it.each([
    ["changed", "UPDATE audit_entry SET action = 'test.other'"],
    ["deleted", "DELETE FROM audit_entry"],
    ["truncated", "TRUNCATE audit_entry"],
    [
      "written as if it were sealed",
      "INSERT INTO audit_entry (action, category, outcome, actor_type, seq, prev_hash, hash, key_id) VALUES ('a.b', 'change', 'succeeded', 'user', 1, '', '', '')",
    ],
  ])("does not let an entry be %s, even by hand-written SQL", async (_what, sql) => {
    await expect(audit.knex.raw(sql)).rejects.toMatchObject({ code: "23000" })
  })

  it("refuses a backdated entry", async () => {
    await audit.knex.raw(
      "INSERT INTO audit_entry (action, category, outcome, actor_type, created_at) VALUES ('a.b', 'change', 'succeeded', 'user', '2020-01-01')"
    )
    const row = await audit.knex("audit_entry").orderBy("id", "desc").first<{ created_at: Date }>("created_at")
    expect(Date.now() - row.created_at.getTime()).toBeLessThan(60_000)
  })
})
