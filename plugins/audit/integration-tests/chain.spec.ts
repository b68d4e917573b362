import { resetEnv } from "@atrium/server"

import { CHAIN_START, sealerOf } from "../src/domain/chain"
import { recordAudit, recordAudits } from "../src/tx"
import { pruneEntries, sealEntries, verifyChain } from "../src/use-cases"
import { type AuditDatabase, openAudit } from "./with-audit"

describe("the chain", () => {
  let audit: AuditDatabase
  const verify: typeof verifyChain = verifyChain
  const write = async (count: number) => {
    await recordAudits(
      audit.knex,
      Array.from({ length: count }, (_, n) => ({
        action: "test.changed",
        target: { type: "thing", id: `thing_${n}` },
        before: { price: n, title: "Zoë" },
        after: { price: n + 1, title: "Zoë", nested: { b: [1, null], a: "x" } },
      }))
    )
    await sealEntries(audit.knex)
  }

  beforeAll(async () => {
    audit = await openAudit()
  }, 60_000)
  beforeEach(async () => {
    await audit.tamper("TRUNCATE audit_entry, audit_anchor RESTART IDENTITY")
    await write(12)
  })
  afterAll(() => audit.close())

  it("is valid from the first entry to the last, over several seals", async () => {
    await write(3)
    const result = await verify(audit.knex)
    expect(result).toMatchObject({ ok: true, checked: 15, unsealed: 0, pruned_through: 0, first_broken: null })
    expect(result.head.seq).toBe(15)
    expect(result.head.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ["an entry that was changed", "UPDATE audit_entry SET actor_id = 'user_other' WHERE seq = 5", 5, "changed"],
    ["a value inside the facts", `UPDATE audit_entry SET after = '{"price": 1}' WHERE seq = 5`, 5, "changed"],
    [
      "a date that was changed",
      "UPDATE audit_entry SET created_at = created_at - interval '1 ms' WHERE seq = 5",
      5,
      "changed",
    ],
    ["an entry that was deleted", "DELETE FROM audit_entry WHERE seq = 5", 6, "Entry 5 is missing"],
    ["the first entries deleted", "DELETE FROM audit_entry WHERE seq <= 5", 6, "Entries 1 to 5 are missing"],
    [
      "two entries that were swapped",
      "UPDATE audit_entry SET seq = 99 WHERE seq = 5; UPDATE audit_entry SET seq = 5 WHERE seq = 6; UPDATE audit_entry SET seq = 6 WHERE seq = 99",
      5,
      "does not follow",
    ],
    [
      "an inserted entry",
      `UPDATE audit_entry SET seq = seq + 100 WHERE seq > 5; UPDATE audit_entry SET seq = seq - 99 WHERE seq > 100;
       INSERT INTO audit_entry (created_at, action, category, outcome, actor_type, seq, prev_hash, hash, key_id)
       SELECT created_at, action, category, outcome, 'user', 6, hash, hash, key_id FROM audit_entry WHERE seq = 5`,
      6,
      "changed",
    ],
    [
      "an anchor without a signature",
      "INSERT INTO audit_anchor (seq, hash, key_id, signature) SELECT seq, hash, key_id, hash FROM audit_entry WHERE seq = 5; DELETE FROM audit_entry WHERE seq <= 5",
      5,
      "without a valid signature",
    ],
  ])("detects %s", async (_what, sql, seq, problem) => {
    await audit.tamper(sql)
    const { ok, first_broken } = await verify(audit.knex)
    expect(ok).toBe(false)
    expect(first_broken?.seq).toBe(seq)
    expect(first_broken?.problem).toContain(problem)
  })

  it("detects an entry that was inserted later and backdated", async () => {
    await audit.tamper(
      "INSERT INTO audit_entry (created_at, action, category, outcome, actor_type) VALUES (now() - interval '3 days', 'test.changed', 'change', 'succeeded', 'user')"
    )
    await sealEntries(audit.knex)
    expect((await verify(audit.knex)).first_broken).toMatchObject({ seq: 13, problem: "It was backdated." })
  })

  it("detects a chain that was recomputed without the secret", async () => {
    const other = sealerOf("a secret of the attacker, of any length")
    const rows = await audit.knex("audit_entry").orderBy("seq")
    let previous = CHAIN_START
    for (const row of rows) {
      const hash = other.seal(previous, { ...row, actor_id: "user_other" })
      await audit.tamper(
        `UPDATE audit_entry SET actor_id = 'user_other', prev_hash = '${previous.hash}', hash = '${hash}' WHERE seq = ${row.seq}`
      )
      previous = { seq: previous.seq + 1, hash }
    }
    expect((await verify(audit.knex)).first_broken).toMatchObject({ seq: 1 })
  })

  it("detects a removed end by an earlier head, even after the chain grew again", async () => {
    const { head } = await verify(audit.knex)
    await audit.tamper("DELETE FROM audit_entry WHERE seq > 9")
    expect(await verify(audit.knex)).toMatchObject({ ok: true, checked: 9 })
    expect((await verify(audit.knex, head)).first_broken).toMatchObject({ seq: 12 })
    await write(5)
    expect((await verify(audit.knex, head)).first_broken).toMatchObject({ seq: 12 })
  })

  it("still contains an earlier head when nothing was removed", async () => {
    const { head } = await verify(audit.knex)
    await write(5)
    expect(await verify(audit.knex, head)).toMatchObject({ ok: true, checked: 17 })
  })

  it("gives an entry of a long transaction a later position and stays valid", async () => {
    const slow = await audit.knex.transaction()
    await recordAudit(slow, { action: "test.changed", reason: "slow" })
    await write(3)
    await slow.commit()
    expect(await verify(audit.knex)).toMatchObject({ ok: true, unsealed: 1 })
    await sealEntries(audit.knex)
    const last = await audit.knex("audit_entry").orderBy("seq", "desc").first<{ reason: string }>("reason")
    expect(last.reason).toBe("slow")
    expect(await verify(audit.knex)).toMatchObject({ ok: true, unsealed: 0, checked: 16 })
  })

  it("stays one valid chain when many processes write and seal at once", async () => {
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = 0; n < 10; n++) {
          await recordAudit(audit.knex, { action: "test.changed" })
          await sealEntries(audit.knex)
        }
      })
    )
    expect(await verify(audit.knex)).toMatchObject({ ok: true, checked: 92, unsealed: 0 })
  })

  it("does not make writers wait for sealing", async () => {
    const sealing = await audit.knex.transaction()
    await sealing.raw("SELECT pg_advisory_xact_lock(7221604332)")
    await recordAudit(audit.knex, { action: "test.changed" })
    await sealing.rollback()
    expect((await verify(audit.knex)).unsealed).toBe(1)
  })

  it("refuses to seal an entry twice", async () => {
    await expect(audit.knex.raw("UPDATE audit_entry SET hash = prev_hash WHERE seq = 3")).rejects.toMatchObject({
      code: "23000",
    })
    await recordAudit(audit.knex, { action: "test.changed" })
    await expect(
      audit.knex.raw(
        "UPDATE audit_entry SET seq = 13, prev_hash = '', hash = '', key_id = '', action = 'test.other' WHERE seq IS NULL"
      )
    ).rejects.toMatchObject({ code: "23000" })
  })

  describe("after years", () => {
    const years = (count: number) => new Date(Date.now() + count * 366 * 86_400_000)

    it("removes entries past their retention and stays valid from a signed anchor", async () => {
      const { head: before } = await verify(audit.knex)
      await audit.tamper("UPDATE audit_entry SET created_at = created_at - interval '6 years' WHERE seq <= 8")
      // Backdated only for the test; the seals of these entries are not verified again once they are pruned.
      expect(await pruneEntries(audit.knex, new Date())).toBe(8)
      await sealEntries(audit.knex)
      expect(await verify(audit.knex, before)).toMatchObject({ ok: true, pruned_through: 8, checked: 5 })
      expect(await pruneEntries(audit.knex, new Date())).toBe(0)
    })

    it("continues after all entries were pruned", async () => {
      expect(await pruneEntries(audit.knex, years(6))).toBe(12)
      await sealEntries(audit.knex)
      expect(await verify(audit.knex)).toMatchObject({ ok: true, pruned_through: 12, checked: 1 })
    })

    it("refuses to delete entries that no anchor covers", async () => {
      await pruneEntries(audit.knex, years(6))
      await write(2)
      await expect(audit.knex.raw("DELETE FROM audit_entry")).rejects.toMatchObject({ code: "23000" })
      await expect(audit.knex.raw("DELETE FROM audit_anchor")).rejects.toMatchObject({ code: "23000" })
      await expect(audit.knex.raw("TRUNCATE audit_anchor")).rejects.toMatchObject({ code: "23000" })
    })
  })

  describe("with rotated secrets", () => {
    const set = (current: string | undefined, old: string) => {
      if (current === undefined) delete process.env.ATRIUM_AUDIT_SECRET
      else process.env.ATRIUM_AUDIT_SECRET = current
      process.env.ATRIUM_AUDIT_OLD_SECRETS = old
      resetEnv()
    }
    afterEach(() => set(undefined, ""))

    it("verifies entries of an earlier secret if it is configured, and reports it if it is not", async () => {
      set("the second secret, thirty-two characters", "atrium-demo-audit-secret-do-not-use-in-production")
      await write(3)
      expect(await verify(audit.knex)).toMatchObject({ ok: true, checked: 15 })
      set("the second secret, thirty-two characters", "")
      expect((await verify(audit.knex)).first_broken?.problem).toContain("not configured")
    })
  })
})
