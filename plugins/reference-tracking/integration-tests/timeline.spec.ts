import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import fc from "fast-check"

import type { Database } from "@atrium/test-kit/database"
import { PublicTracking } from "../src/contracts"
import { chainStart, contentHash, nextLink } from "../src/domain/timeline-chain"
import { trackedStatuses } from "../src/extension-points"
import { issueReferences, recordTimeline } from "../src/tx"
import { listTimeline, lookUpReference } from "../src/use-cases"
import { openTracking } from "./with-tracking"

const STATUSES = {
  pending_contact: {
    label: "We will contact you",
    description: "Your payment has arrived.",
    next_step: "A colleague calls you.",
    expected_working_days: [1, 2],
    final: false,
  },
  in_progress: {
    label: "In progress",
    description: "The work has begun.",
    next_step: "You get the result.",
    expected_working_days: [3, 10],
    final: false,
  },
  completed: { label: "Completed", description: "Done.", next_step: null, expected_working_days: null, final: true },
} as const
const statusNames = Object.keys(STATUSES) as (keyof typeof STATUSES)[]

describe("the timeline", () => {
  let db: Database
  beforeAll(async () => {
    db = await openTracking()
    for (const [status, en] of Object.entries(STATUSES))
      trackedStatuses.add("test", { kind: "SR", status, words: { en } })
  })
  afterAll(() => db.close())
  afterEach(resetClock)

  const issue = async (status = "pending_contact") => {
    const subjectId = `sreq_${randomUUID()}`
    const occurredAt = new Date()
    const issued = await issueReferences(db.knex, [
      {
        kind: "SR",
        subjectId,
        title: "Trademark search",
        status,
        occurredAt,
        events: [{ type: "status_changed", status, visibility: "public", occurredAt, note: "Ravi, +919876543210" }],
      },
    ])
    return { subjectId, reference: issued.get(subjectId) ?? "" }
  }

  it("shows the latest status for every number [P24 R9.2]", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...statusNames), { maxLength: 6 }), async (moves) => {
        const { subjectId, reference } = await issue()
        for (const status of moves)
          await recordTimeline(db.knex, {
            subjectId,
            status,
            type: "status_changed",
            visibility: "public",
            occurredAt: new Date(),
          })
        const { tracking } = await lookUpReference(db.container, { reference: reference.toLowerCase() })
        const current = moves.at(-1) ?? "pending_contact"
        expect(tracking).toMatchObject({ reference_number: reference, status: current, service: "Trademark search" })
        expect(tracking.status_label).toBe(STATUSES[current].label)
        expect(tracking.timeline.map(({ status }) => status)).toEqual(["pending_contact", ...moves])
        expect(PublicTracking.parse(tracking)).toEqual(tracking)
      }),
      { numRuns: 100 }
    )
  }, 60_000)

  it("never returns notes and internal events publicly", async () => {
    const { subjectId, reference } = await issue()
    await recordTimeline(db.knex, {
      subjectId,
      type: "note_added",
      visibility: "internal",
      occurredAt: new Date(),
      note: "asha@providers.atrium.test called",
      data: { provider: "Asha" },
    })
    const { tracking } = await lookUpReference(db.container, { reference })
    expect(JSON.stringify(tracking)).not.toMatch(/Ravi|98765|asha|note/i)
    expect(await listTimeline(db.container, subjectId, { internal: false })).toHaveLength(1)
    expect(await listTimeline(db.container, subjectId, { internal: true })).toMatchObject([
      { seq: 1, note: "Ravi, +919876543210" },
      { seq: 2, note: "asha@providers.atrium.test called", data: { provider: "Asha" } },
    ])
  })

  it("returns the same response for unknown, malformed and unstorable numbers, after the same query", async () => {
    const { reference } = await issue()
    const mistyped = `${reference.slice(0, -1)}${reference.endsWith("0") ? "1" : "0"}`
    const answers: unknown[] = []
    for (const text of ["SR-0000-0000-0", mistyped, "nonsense", "", "\u0000", "SR-\ud800", "%", "x".repeat(5000)]) {
      const queries: string[] = []
      const note = ({ sql }: { sql: string }) => void queries.push(sql)
      db.knex.on("query", note)
      const refusal: { code?: unknown; message?: unknown } = await lookUpReference(db.container, {
        reference: text,
      }).catch((error) => error)
      db.knex.removeListener("query", note)
      answers.push({ code: refusal.code, message: refusal.message, queries })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({
      code: "reference_not_found",
      queries: [expect.stringContaining("tracked_subject")],
    })
  })

  it("keeps every event and an unbroken chain when 20 writers write at once", async () => {
    const { subjectId, reference } = await issue()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        recordTimeline(db.knex, {
          subjectId,
          type: `event_${n}`,
          visibility: "public",
          occurredAt: new Date(),
          note: `ä ${n}`,
        })
      )
    )
    const rows = await db.knex("timeline_event").where({ subject_id: subjectId }).orderBy("seq")
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
    const head = rows.reduce((link, row) => {
      expect(contentHash({ ...row, occurredAt: row.occurred_at })).toBe(row.content_hash)
      expect(nextLink(link, row.content_hash)).toBe(row.hash)
      return row.hash
    }, chainStart(reference))
    expect(await db.knex("tracked_subject").where({ subject_id: subjectId }).first()).toMatchObject({
      head_hash: head,
      last_seq: 21,
    })
  })

  it("counts the expected days from when the status was entered, regardless of later events", async () => {
    const { subjectId, reference } = await issue()
    const before = (await lookUpReference(db.container, { reference })).tracking.next_step
    await recordTimeline(db.knex, {
      subjectId,
      type: "document_added",
      visibility: "public",
      occurredAt: new Date(Date.now() + 3 * 86_400_000),
    })
    expect((await lookUpReference(db.container, { reference })).tracking.next_step).toEqual(before)
    advanceClock(30 * 86_400)
    const late = (await lookUpReference(db.container, { reference })).tracking.next_step?.expected
    expect(late && late.earliest > (before?.expected?.latest ?? "")).toBe(true)
  })
})
