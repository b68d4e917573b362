import { randomUUID } from "node:crypto"

import fc from "fast-check"

import type { Database } from "@atrium/test-kit/database"
import type { ReferenceKind } from "../src/contracts"
import { correctReference } from "../src/contracts"
import { issueReferences, recordTimeline } from "../src/tx"
import type { ReferenceToIssue } from "../src/tx"
import { openTracking } from "./with-tracking"

// A random number is practically never taken, so the test supplies one that is.
const mockDrawn: string[] = []
jest.mock("../src/domain/new-reference", () => {
  const real = jest.requireActual<{ newReference(kind: ReferenceKind): string }>("../src/domain/new-reference")
  return { newReference: (kind: ReferenceKind) => mockDrawn.shift() ?? real.newReference(kind) }
})

const at = new Date("2026-11-20T10:00:00.123Z")

const subject = (over: Partial<ReferenceToIssue> = {}): ReferenceToIssue => ({
  kind: "SR",
  subjectId: `sreq_${randomUUID()}`,
  title: "Company registration",
  status: "pending_contact",
  occurredAt: at,
  events: [
    { type: "status_changed", status: "payment_confirmed", visibility: "public", occurredAt: at },
    { type: "status_changed", status: "pending_contact", visibility: "public", occurredAt: at },
  ],
  ...over,
})

describe("reference numbers", () => {
  let db: Database
  beforeAll(async () => {
    db = await openTracking()
  })
  afterAll(() => db.close())

  const statementsOf = async (job: () => Promise<unknown>): Promise<number> => {
    let statements = 0
    const count = () => void (statements += 1)
    db.knex.on("query", count)
    await job()
    db.knex.removeListener("query", count)
    return statements
  }

  it("are unique for all units, however many parallel callers request them [P23 R9.1]", async () => {
    const batches = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(batches, fc.integer({ min: 1, max: 3 }), async (sizes, callers) => {
        const bought = sizes.map((size) => Array.from({ length: size }, () => subject()))
        const answers = await Promise.all(
          bought.flatMap((items) => Array.from({ length: callers }, () => issueReferences(db.knex, items)))
        )
        const bySubject = new Map<string, Set<string>>()
        for (const answer of answers)
          for (const [id, reference] of answer) bySubject.set(id, (bySubject.get(id) ?? new Set()).add(reference))
        const all = [...bySubject.values()].flatMap((references) => [...references])
        expect(bySubject.size).toBe(bought.flat().length)
        expect([...bySubject.values()].every((references) => references.size === 1)).toBe(true)
        expect(new Set(all).size).toBe(all.length)
        expect(all.every((reference) => correctReference(reference).kind === "ok")).toBe(true)
      }),
      { numRuns: 100 }
    )
  }, 60_000)

  it("are issued in one statement for any number of units and their first events", async () => {
    const items = Array.from({ length: 10 }, () => subject())
    expect(await statementsOf(() => issueReferences(db.knex, items))).toBe(1)
    expect(
      await db.knex("timeline_event").whereIn(
        "subject_id",
        items.map((item) => item.subjectId)
      )
    ).toHaveLength(20)
  })

  it("stay the same when requested again, and no event is written twice", async () => {
    const [known, fresh] = [subject(), subject()]
    const first = await issueReferences(db.knex, [known])
    const again = await issueReferences(db.knex, [known, fresh])
    expect(again.get(known.subjectId)).toBe(first.get(known.subjectId))
    expect(again.size).toBe(2)
    expect(await db.knex("timeline_event").where({ subject_id: known.subjectId })).toHaveLength(2)
  })

  it("are drawn again when a number is taken", async () => {
    const taken = subject()
    const reference = (await issueReferences(db.knex, [taken])).get(taken.subjectId) ?? ""
    const other = subject()
    mockDrawn.push(reference, reference)
    const answer = await issueReferences(db.knex, [other])
    expect(answer.get(other.subjectId)).toBeDefined()
    expect(answer.get(other.subjectId)).not.toBe(reference)
    expect(await db.knex("timeline_event").where({ subject_id: other.subjectId })).toHaveLength(2)
  })

  it("are rolled back with the caller's transaction", async () => {
    const item = subject()
    await expect(
      db.knex.transaction(async (trx) => {
        await issueReferences(trx, [item])
        throw new Error("the caller fails")
      })
    ).rejects.toThrow("the caller fails")
    expect(await db.knex("tracked_subject").where({ subject_id: item.subjectId })).toHaveLength(0)
  })

  it.each([
    ["changes a number", "UPDATE tracked_subject SET reference_number = 'SR-0000-0000-000' WHERE subject_id = ?"],
    ["gives a number to something else", "UPDATE tracked_subject SET subject_id = 'other' WHERE subject_id = ?"],
    ["deletes a number", "DELETE FROM tracked_subject WHERE subject_id = ?"],
    ["hides a number", "UPDATE tracked_subject SET deleted_at = now() WHERE subject_id = ?"],
    ["edits what happened", "UPDATE timeline_event SET note = 'x' WHERE subject_id = ?"],
    ["deletes what happened", "DELETE FROM timeline_event WHERE subject_id = ?"],
    [
      "uses a place in the timeline twice",
      `INSERT INTO timeline_event SELECT 'tlev_' || subject_id, subject_id, seq, type, status, visibility, note, data,
       occurred_at, content_hash, hash, created_at, updated_at, null FROM timeline_event WHERE subject_id = ? AND seq = 1`,
    ],
  ])("refuse hand-written SQL that %s", async (_what, sql) => {
    const item = subject()
    const reference = (await issueReferences(db.knex, [item])).get(item.subjectId)
    await expect(db.knex.raw(sql, [item.subjectId])).rejects.toThrow()
    expect(
      await db.knex("tracked_subject").where({ subject_id: item.subjectId, reference_number: reference })
    ).toHaveLength(1)
    expect(await db.knex("timeline_event").where({ subject_id: item.subjectId })).toHaveLength(2)
  })

  it("refuse to truncate the timeline", async () => {
    await expect(db.knex.raw("TRUNCATE timeline_event")).rejects.toThrow("append-only")
  })

  it("refuse a timeline event for a subject without a number", async () => {
    await expect(
      recordTimeline(db.knex, { subjectId: "nothing", type: "x", visibility: "public", occurredAt: at })
    ).rejects.toThrow("reference number")
  })
})
