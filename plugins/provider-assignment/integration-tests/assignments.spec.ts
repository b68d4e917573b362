import { issueReferences } from "@atrium/reference-tracking/tx"
import { countStatements } from "@atrium/test-kit"

import type { Database } from "@atrium/test-kit/database"
import { releaseAssignment } from "../src/data/assignments"
import { findDecision } from "../src/data/decisions"
import { replay } from "../src/domain/assignment"
import { gatherFacts } from "../src/use-cases/gather-facts"
import { type AssignProviderInput, assignProviderWorkflow, unassignProviderWorkflow } from "../src/workflows"
import { assign, insertProvider, insertRequest, openWithoutProviders } from "./with-database"

jest.setTimeout(240_000)

describe("assignments on a real Postgres", () => {
  let database: Database
  const sql = () => database.knex
  const reserved = async (provider: string): Promise<number> => {
    const [row] = await sql()("provider_week").where({ provider_id: provider }).sum<{ sum: string | null }[]>({
      sum: "reserved_minutes",
    })
    return Number(row?.sum ?? 0)
  }

  beforeAll(async () => {
    database = await openWithoutProviders("assignments")
  })
  afterAll(() => database.close())
  afterEach(async () => {
    await sql()("provider").update({ status: "suspended" })
  })

  // The current week offers only what is left of it, so how much fits depends on the hour of the week. Both weeks are long
  // before the period that the other tests' decisions consider.
  it.each([
    ["at the start of a week", new Date("2026-01-05T00:00:00Z"), 8],
    // A request takes at most the week's last 40 minutes from it: seven requests need 7 × 140 of the 1080 minutes after it.
    ["40 minutes to midnight on a Sunday", new Date("2026-01-11T23:20:00Z"), 7],
  ])(
    "lets parallel decisions see each other's effort %s: no provider is assigned more than they have",
    async (_when, at, each) => {
      // Six hours in each of four weeks, for requests of three hours: eight fit at most.
      const providers = await Promise.all([1, 2].map(() => insertProvider(sql(), { capacity_minutes_per_week: 360 })))
      const requests = await Promise.all(Array.from({ length: 20 }, () => insertRequest(sql(), "business-visa", at)))
      const winners = await Promise.all(requests.map(({ id }) => assign(sql(), id, { at })))
      expect(winners.filter(Boolean)).toHaveLength(2 * each)
      for (const provider of providers) expect(await reserved(provider)).toBe(each * 180)
      const weeks = await sql()("provider_week").whereIn("provider_id", providers).select("reserved_minutes")
      for (const week of weeks) expect(week.reserved_minutes).toBeLessThanOrEqual(360)
    }
  )

  it("are limited by the database even without the lock", async () => {
    const provider = await insertProvider(sql(), { capacity_minutes_per_week: 180 })
    const requests = await Promise.all(Array.from({ length: 12 }, () => insertRequest(sql(), "business-visa")))
    const outcomes = await Promise.allSettled(requests.map(({ id }) => assign(sql(), id, { locked: false })))
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))
    for (const reason of refused) expect(reason).toContain("provider_week_capacity")
    const weeks = await sql()("provider_week").where({ provider_id: provider }).select("reserved_minutes")
    for (const week of weeks) expect(week.reserved_minutes).toBeLessThanOrEqual(180)
  })

  it("refuses a second live assignment, a changed decision and a changed version of a policy, also from hand-written SQL", async () => {
    await insertProvider(sql())
    const { id } = await insertRequest(sql(), "business-visa")
    await assign(sql(), id)
    await expect(assign(sql(), id)).rejects.toThrow("assignment_live_unique")
    await expect(sql().raw("UPDATE assignment_decision SET winner_id = NULL")).rejects.toThrow("never change")
    await expect(sql().raw("DELETE FROM assignment_decision")).rejects.toThrow("never change")
    await expect(sql().raw("UPDATE assignment_policy_version SET content = '{}'")).rejects.toThrow("never change")
    await expect(sql().raw("UPDATE provider_week SET reserved_minutes = capacity_minutes + 1")).rejects.toThrow(
      "provider_week_capacity"
    )
  })

  it("return effort exactly once, under parallel calls, and week by week", async () => {
    const provider = await insertProvider(sql(), { capacity_minutes_per_week: 240 })
    const { id, effort } = await insertRequest(sql(), "work-visa")
    await assign(sql(), id)
    expect(await reserved(provider)).toBe(effort)
    const at = new Date()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        sql().transaction((trx) => releaseAssignment(trx, id, { reason: "cancelled", at }))
      )
    )
    expect(answers.filter(({ assignment_id }) => assignment_id !== null)).toHaveLength(1)
    expect(await reserved(provider)).toBe(0)
  })

  it("keep reserved effort when capacity is lowered, and reserve nothing more", async () => {
    const provider = await insertProvider(sql(), { capacity_minutes_per_week: 600 })
    const first = await insertRequest(sql(), "work-visa")
    expect(await assign(sql(), first.id)).toBe(provider)
    await sql()("provider").where({ id: provider }).update({ capacity_minutes_per_week: 60 })
    const second = await insertRequest(sql(), "work-visa")
    expect(await assign(sql(), second.id)).toBeUndefined()
    expect(await reserved(provider)).toBe(first.effort)
  })

  it("gather all facts in two statements for any number of providers, and replay from the row", async () => {
    for (let index = 0; index < 30; index += 1) await insertProvider(sql(), { weight: 10 + index })
    const { id } = await insertRequest(sql(), "gst-registration")
    const { statements } = await countStatements(() => gatherFacts(sql(), id, new Date()))
    expect(statements).toHaveLength(2)
    await assign(sql(), id)
    const [decision] = await sql()("assignment_decision").where({ request_id: id }).select("id")
    const row = await findDecision(sql(), decision?.id)
    expect(row?.candidates).toHaveLength(30)
    expect(row && replay(row)).toEqual({ same_winner: true, winner_id: row?.winner_id, differences: [] })
  })

  it("credit a new provider with what others got before, and a returning one for the absence", async () => {
    const [old, away] = [await insertProvider(sql()), await insertProvider(sql())]
    const now = new Date()
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
    await sql()("provider_absence").insert({
      ...{ id: "pabs_test", provider_id: away, starts_at: hoursAgo(48), ends_at: hoursAgo(1) },
      ...{ created_at: now, updated_at: now },
    })
    const { id, effort } = await insertRequest(sql(), "business-visa")
    expect(await assign(sql(), id)).toBeDefined()
    const winner = (await sql()("assignment").where({ request_id: id }).first("provider_id"))?.provider_id
    // Whichever provider got it, it counts as the old one's, done a day ago.
    await sql()("assignment")
      .where({ request_id: id })
      .update({ provider_id: old, assigned_at: hoursAgo(24) })
    expect([old, away]).toContain(winner)
    const newcomer = await insertProvider(sql())
    await sql()("provider")
      .where({ id: newcomer })
      .update({ active_since: hoursAgo(2) })
    const next = await insertRequest(sql(), "business-visa")
    const gathered = await gatherFacts(sql(), next.id, now)
    const missedBy = (provider: string) => gathered?.facts.providers.find((one) => one.id === provider)?.missed
    expect(missedBy(newcomer)).toEqual({ [old]: effort })
    expect(missedBy(away)).toEqual({ [old]: effort })
    expect(missedBy(old)).toEqual({})
  })

  it("lets another plugin refuse and follow an assignment by the hooks of the workflows, whether staff or the policy chose", async () => {
    const [decided, left]: [string[], (string | null)[]] = [[], []]
    assignProviderWorkflow.hooks.validate(({ input }) => {
      if (input.choice.by === "staff" && input.choice.reason === "Refuse me") throw new Error("Refused by a hook")
    })
    assignProviderWorkflow.hooks.assignmentDecided(({ input, outcome }) => {
      decided.push(`${input.choice.by}: ${outcome.outcome}`)
    })
    unassignProviderWorkflow.hooks.validate(({ input }) => {
      if (input.reason === "Refuse me") throw new Error("Refused by a hook")
    })
    unassignProviderWorkflow.hooks.providerUnassigned(({ unassigned }) => {
      left.push(unassigned.provider_id)
    })
    const first = await insertProvider(sql())
    const { id: request_id } = await insertRequest(sql(), "business-visa")
    await issueReferences(sql(), [
      {
        kind: "SR",
        subjectId: request_id,
        title: "Business visa",
        status: "pending_contact",
        occurredAt: new Date(),
        events: [],
      },
    ])
    const actor = { type: "staff", id: "user_1" } as const
    const assignTo = (choice: AssignProviderInput["choice"]) =>
      assignProviderWorkflow(database.container).run({ input: { request_id, choice } })
    await assignTo({ by: "policy", work_key: "test" })
    const second = await insertProvider(sql())
    const bySecond = { by: "staff", provider_id: second, actor } as const
    await expect(assignTo({ ...bySecond, reason: "Refuse me" })).rejects.toMatchObject({ message: "Refused by a hook" })
    const holder = async () =>
      (await sql()("service_request").where({ id: request_id }).first("provider_id"))?.provider_id
    expect(await holder()).toBe(first)
    await assignTo({ ...bySecond, reason: null })
    await assignTo({ ...bySecond, reason: null })
    expect(await holder()).toBe(second)
    expect(decided).toEqual(["policy: assigned", "staff: assigned", "staff: settled"])
    const unassign = (reason: string | null) =>
      unassignProviderWorkflow(database.container).run({ input: { request_id, reason, actor } })
    await expect(unassign("Refuse me")).rejects.toMatchObject({ message: "Refused by a hook" })
    expect([await holder(), left]).toEqual([second, []])
    await unassign(null)
    expect(await holder()).toBeNull()
    expect(left).toEqual([second])
  })
})
