import { randomUUID } from "node:crypto"

import { ALPHABET, correctReference, TrackingResponse } from "@atrium/reference-tracking/contracts"
import { issueReferences, recordTimeline } from "@atrium/reference-tracking/tx"
import { withShop } from "@atrium/test-kit"

type Answer = { tracking: { status: string; status_label: string; next_step: { expected: unknown } | null } }
type Refusal = { code: string; message: string; request_id: string }

const STATUSES = ["payment_confirmed", "pending_contact", "team_assigned", "in_progress", "completed", "cancelled"]

/** A valid number that was never issued. */
const NOBODYS =
  [...ALPHABET]
    .flatMap((first) => [...ALPHABET].map((second) => `SR-7777-7777-7${first}${second}`))
    .find((reference) => correctReference(reference).kind === "ok") ?? ""

jest.setTimeout(60_000)

withShop(({ api, knex }) => {
  const issue = async (status = "pending_contact") => {
    const subjectId = `sreq_${randomUUID()}`
    const occurredAt = new Date()
    const issued = await issueReferences(knex(), [
      {
        kind: "SR",
        subjectId,
        title: "Visa application",
        status,
        occurredAt,
        events: [
          { type: "status_changed", status, visibility: "public", occurredAt, note: "Ravi Kumar, ravi@example.com" },
        ],
      },
    ])
    return { subjectId, reference: issued.get(subjectId) ?? "" }
  }
  const lookUp = <T = Answer>(reference: string) => api.store.get<T>(`/store/tracking/${encodeURIComponent(reference)}`)

  it.each(STATUSES)("shows the label, next step and expected time of a request in %s", async (status) => {
    const { subjectId, reference } = await issue("payment_confirmed")
    await recordTimeline(knex(), {
      subjectId,
      status,
      type: "status_changed",
      visibility: "public",
      occurredAt: new Date(),
    })
    const answer = await lookUp(reference.toLowerCase().replaceAll("-", " "))
    expect(answer.status).toBe(200)
    expect(TrackingResponse.parse(answer.body)).toEqual(answer.body)
    expect(answer.body.tracking.status).toBe(status)
    // The registered label, not a label derived from the code.
    expect(answer.body.tracking.status_label.length).toBeGreaterThan(3)
    const closed = ["completed", "cancelled"].includes(status)
    expect(answer.body.tracking.next_step === null || answer.body.tracking.next_step.expected === null).toBe(closed)
    expect(answer.headers.get("cache-control")).toBe("no-store")
    expect(JSON.stringify(answer.body)).not.toMatch(/Ravi|example\.com/)
  })

  it("answers unknown, mistyped and malformed numbers with the same text", async () => {
    const { reference } = await issue()
    const mistyped = reference.slice(0, -1) + (reference.endsWith("0") ? "1" : "0")
    expect(correctReference(mistyped)).toEqual({ kind: "corrected", reference })
    const answers = await Promise.all(
      [
        mistyped,
        NOBODYS,
        "SR-0000-0000-000",
        "x",
        "'; DROP TABLE message; --",
        "\u0000",
        "ä".repeat(300),
        "..%2f..",
        "null",
      ].map((text) => lookUp<Refusal>(text))
    )
    for (const answer of answers) expect(answer.status).toBe(404)
    const bodies = answers.map(({ body }) => JSON.stringify({ ...body, request_id: "" }))
    expect(new Set(bodies).size).toBe(1)
    expect(answers[0]?.body.code).toBe("reference_not_found")
  })

  it("takes as long for a malformed number as for an unknown one [R36]", async () => {
    const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
    /** How much longer one takes than the other, at the median of requests in turn; in milliseconds. */
    const measured = async (): Promise<number> => {
      const times = { [NOBODYS]: [] as number[], "SR-12": [] as number[] }
      for (let round = 0; round < 60; round++)
        for (const [text, taken] of Object.entries(times)) {
          const started = performance.now()
          await lookUp(text)
          taken.push(performance.now() - started)
        }
      const [unknown = 0, malformed = 0] = Object.values(times).map(median)
      return Math.abs(unknown - malformed)
    }
    // What a stranger could measure is there every time; what a busy machine adds is not.
    const differences = [await measured()]
    while (differences.length < 3 && Math.min(...differences) >= 5) differences.push(await measured())
    expect(Math.min(...differences)).toBeLessThan(5)
  })
})
