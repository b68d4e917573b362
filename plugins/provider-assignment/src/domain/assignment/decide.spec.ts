import fc from "fast-check"
import { z } from "zod"

import type { AssignmentFacts, ProviderFacts } from "../../contracts/decisions"
import type { WorkingHours } from "../../contracts/providers"
import { decide } from "./decide"
import { NOW, POLICY, someFacts, someProvider } from "./decide.fixtures"
import { planEffort } from "./effort-plan"
import { replay } from "./replay"
import {
  type AssignmentRule,
  assignmentRules,
  assignmentScorers,
  factsOfPolicy,
  ungatheredFacts,
  UnknownPolicyEntry,
} from "./rule-registry"
import { minutesOf, workingTime } from "./working-time"

const winnerOf = (facts: AssignmentFacts, policy = POLICY) => decide(policy, facts).winner?.provider_id
const failuresOf = (provider: ProviderFacts, needs: Partial<AssignmentFacts["needs"]> = {}) =>
  decide(POLICY, someFacts([provider], { needs })).candidates[0]?.failures.map(({ rule }) => rule)

const away = (starts_at: string, ends_at: string) => [{ starts_at, ends_at }]

describe("the hard rules", () => {
  it.each<[string, Partial<ProviderFacts>, Partial<AssignmentFacts["needs"]>]>([
    ["service", { service_ids: ["prod_2"] }, {}],
    ["skills", { skills: ["GST "] }, { skills: ["gst", "audit"] }],
    ["languages", { languages: ["de"] }, {}],
    ["regions", { regions: ["IN-KL"] }, { regions: ["DE", "AT"] }],
    ["blocked", { blocked: true }, {}],
    ["taken_off", { taken_off: true }, {}],
    ["working_hours", { working_hours: { mon: [["09:00", "17:00"]] } }, {}],
    ["absence", { absences: away("2026-11-18T00:00:00.000Z", "2026-11-20T00:00:00.000Z") }, {}],
    ["capacity", { capacity_minutes: 60 }, {}],
  ])("%s excludes exactly its case", (rule, change, needs) => {
    expect(failuresOf(someProvider({ id: "a", ...change }), needs)).toEqual([rule])
  })

  it("accept providers who work everywhere, have one of the regions, or have a skill in upper case", () => {
    expect(failuresOf(someProvider({ id: "a", regions: [] }), { regions: ["DE"] })).toEqual([])
    expect(failuresOf(someProvider({ id: "a", regions: ["de"] }), { regions: ["AT", "DE"] })).toEqual([])
    expect(failuresOf(someProvider({ id: "a", skills: [" GST"] }))).toEqual([])
  })

  it("count working hours in the provider's time zone", () => {
    // 10:00 in UTC is 15:30 in Kolkata and 02:00 in Los Angeles; the promise ends an hour later.
    const needs = { contact_by: "2026-11-18T11:00:00.000Z" }
    expect(failuresOf(someProvider({ id: "a", time_zone: "Asia/Kolkata" }), needs)).toEqual([])
    expect(failuresOf(someProvider({ id: "a", time_zone: "America/Los_Angeles" }), needs)).toEqual(["working_hours"])
  })

  it("report every reason, not only the first", () => {
    const provider = someProvider({ id: "a", skills: [], blocked: true, capacity_minutes: 0 })
    expect(failuresOf(provider)).toEqual(["skills", "blocked", "capacity"])
  })

  it("exclude providers who are not active", () => {
    expect(decide(POLICY, someFacts([someProvider({ id: "a", status: "suspended" })])).candidates).toEqual([])
  })
})

describe("the effort's weeks", () => {
  const plan = (change: Partial<ProviderFacts>, effort_minutes: number, policy = POLICY) =>
    planEffort(someProvider({ id: "a", ...change }), someFacts([], { needs: { effort_minutes } }), policy)

  it("fills weeks one after the other, the current week with its remaining time", () => {
    // Wednesday 10:00 to Friday 17:00 are 7 + 8 + 8 hours.
    expect(plan({}, 30 * 60).parts).toEqual([
      { week: "2026-11-16", minutes: 23 * 60 },
      { week: "2026-11-23", minutes: 7 * 60 },
    ])
  })

  it("respects reserved effort, working hours and absences", () => {
    const absences = away("2026-11-23T00:00:00.000Z", "2026-11-27T00:00:00.000Z")
    expect(plan({ reserved: { "2026-11-16": 39 * 60 }, absences }, 10 * 60).parts).toEqual([
      { week: "2026-11-16", minutes: 60 },
      { week: "2026-11-23", minutes: 8 * 60 },
      { week: "2026-11-30", minutes: 60 },
    ])
  })

  it("ends with the policy's planning weeks, and reports how much is free", () => {
    expect(plan({ capacity_minutes: 60 }, 300)).toEqual({ parts: null, free: 240 })
    expect(plan({ capacity_minutes: 60 }, 300, { ...POLICY, planning_weeks: 5 }).parts).toHaveLength(5)
  })

  it("uses weeks in the provider's time zone", () => {
    // Sunday 20:00 in UTC is Monday morning in Auckland.
    const facts = { ...someFacts([]), at: "2026-11-22T20:00:00.000Z" }
    const week = (time_zone: string) => planEffort(someProvider({ id: "a", time_zone }), facts, POLICY).parts?.[0]?.week
    expect([week("Pacific/Auckland"), week("UTC")]).toEqual(["2026-11-23", "2026-11-23"])
    const late = planEffort(someProvider({ id: "a", working_hours: { sun: [["09:00", "24:00"]] } }), facts, POLICY)
    expect(late.parts?.[0]).toEqual({ week: "2026-11-16", minutes: 240 })
  })

  it("reserves nothing for a request without effort", () => {
    expect(plan({ capacity_minutes: 0 }, 0)).toEqual({ parts: [], free: 0 })
  })
})

describe("the choice among eligible providers", () => {
  it("is the provider furthest below their weighted share", () => {
    const half = someProvider({ id: "a", weight: 50, effort_minutes: 500 })
    expect(winnerOf(someFacts([half, someProvider({ id: "b", effort_minutes: 900 })]))).toBe("b")
    expect(winnerOf(someFacts([half, someProvider({ id: "b", effort_minutes: 1100 })]))).toBe("a")
  })

  it("is then the higher priority, then the least recently assigned, then the smaller id", () => {
    const [a, b] = [someProvider({ id: "a" }), someProvider({ id: "b" })]
    expect(winnerOf(someFacts([b, a]))).toBe("a")
    expect(winnerOf(someFacts([{ ...a, last_assigned_at: NOW }, b]))).toBe("b")
    expect(winnerOf(someFacts([{ ...a, last_assigned_at: NOW, priority: 1 }, b]))).toBe("a")
  })

  it("has no ties caused by rounding: a fraction of a minute decides", () => {
    const heavy = someProvider({ id: "b", weight: 1000, effort_minutes: 1 })
    const light = someProvider({ id: "a", weight: 999, effort_minutes: 1 })
    expect(winnerOf(someFacts([light, heavy]))).toBe("b")
  })

  it("does not flood a new provider, who is credited with the missed share", () => {
    const old = (id: string) => someProvider({ id, effort_minutes: 3000 })
    const newcomer = someProvider({ id: "new" })
    expect(winnerOf(someFacts([old("b"), old("c"), newcomer]))).toBe("new")
    const credited = { ...newcomer, missed: { b: 3000, c: 3000 } }
    // Credited with one share, the newcomer is level with the others, and the id decides.
    expect(winnerOf(someFacts([old("b"), old("c"), credited]))).toBe("b")
    expect(
      decide(POLICY, someFacts([old("b"), old("c"), credited])).candidates.map((one) => one.scores[0]?.value)
    ).toEqual(["0", "0", "0"])
  })

  it("credits a returning provider by weight, and only with work they could have had", () => {
    const colleague = someProvider({ id: "b", effort_minutes: 1000 })
    const returner = someProvider({ id: "a", weight: 50, missed: { b: 1000, elsewhere: 90_000 } })
    const [first] = decide(POLICY, someFacts([colleague, returner])).candidates
    expect(first?.scores[0]?.data).toMatchObject({ credit_minutes: 500, short_minutes: 0 })
  })
})

describe("rules and scorers of other plugins", () => {
  const fullMoon = { name: "test-full-moon", schema: z.array(z.string()) }
  const moonRule: AssignmentRule = {
    name: "test-moon",
    label: "Moon",
    help: "",
    facts: [fullMoon],
    check: ({ fact, provider }) => (fact(fullMoon).includes(provider.id) ? { phase: "full" } : undefined),
    explain: () => "howls",
  }
  assignmentRules.add("test", moonRule)
  assignmentScorers.add("test", {
    name: "test-last",
    label: "Last",
    help: "",
    score: ({ candidates }) => new Map(candidates.map(({ id }, index) => [id, { value: BigInt(index) }])),
    won: () => "they are the last",
    lost: () => "they are not the last",
  })
  const policy = { ...POLICY, rules: ["test-moon"], scorers: ["test-last"] }
  const providers = ["a", "b", "c"].map((id) => someProvider({ id }))

  it("decide when the policy lists them, on facts of their own", () => {
    const facts = someFacts(providers, { extra: { "test-full-moon": ["c"] } })
    expect(winnerOf(facts, policy)).toBe("b")
    expect(winnerOf(facts)).toBe("a")
    expect(factsOfPolicy(policy)).toEqual(["test-full-moon"])
    expect(factsOfPolicy(POLICY)).toEqual([])
  })

  it("a fact that no plugin gathers is named with the rule that reads it", () => {
    expect(ungatheredFacts(["test-full-moon"])).toEqual([])
    expect(ungatheredFacts([])).toEqual([{ entry: "test-moon", fact: "test-full-moon" }])
  })

  it("a fact that was recorded in another shape fails the decision instead of deciding by it", () => {
    expect(() => decide(policy, someFacts(providers, { extra: { "test-full-moon": "c" } }))).toThrow("expected array")
  })

  it("cannot replace a built-in rule by accident", () => {
    expect(() => assignmentRules.add("test", { ...moonRule, name: "skills" })).toThrow(
      '"skills" was added by provider-assignment and by test'
    )
  })

  it("stop a decision whose policy names one that is not installed", () => {
    expect(() => decide({ ...POLICY, rules: ["no-such-rule"] }, someFacts([someProvider({ id: "a" })]))).toThrow(
      UnknownPolicyEntry
    )
  })
})

const minutes = fc.integer({ min: 0, max: 60_000 })
const words = (...all: string[]) => fc.subarray(all)
const WEEKS = ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"]
const OFFICE = ["mon", "tue", "wed", "thu", "fri"] as const
const DAYS = [OFFICE, [...OFFICE, "sat", "sun"], ["tue", "thu"], ["wed"], ["sat", "sun"], []] as const
const SPANS: [string, string][][] = [
  [["09:00", "17:00"]],
  [["00:00", "24:00"]],
  [
    ["08:00", "12:00"],
    ["13:00", "15:30"],
  ],
]
const ZONES = ["Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Auckland", "UTC"]

const calendar = fc
  .tuple(fc.constantFrom<readonly (keyof WorkingHours)[]>(...DAYS), fc.constantFrom(...SPANS))
  .map(([days, spans]) => Object.fromEntries(days.map((day) => [day, spans])))

const absence = fc
  .tuple(fc.integer({ min: -200, max: 700 }), fc.integer({ min: 1, max: 400 }))
  .map(([start, hours]) => ({
    starts_at: new Date(Date.parse(NOW) + start * 3_600_000).toISOString(),
    ends_at: new Date(Date.parse(NOW) + (start + hours) * 3_600_000).toISOString(),
  }))

const provider = (id: string): fc.Arbitrary<ProviderFacts> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    status: fc.constantFrom("active" as const, "active" as const, "suspended" as const),
    skills: words("gst", "audit", "visa"),
    languages: words("en", "hi"),
    regions: words("IN", "DE"),
    service_ids: fc.constantFrom(null, ["prod_1"], ["prod_2"]),
    time_zone: fc.constantFrom(...ZONES),
    working_hours: calendar,
    absences: fc.array(absence, { maxLength: 3 }),
    capacity_minutes: fc.integer({ min: 0, max: 60 * 60 }),
    reserved: fc.dictionary(fc.constantFrom(...WEEKS), minutes),
    weight: fc.integer({ min: 1, max: 1000 }),
    priority: fc.integer({ min: -2, max: 2 }),
    last_assigned_at: fc.constantFrom(null, NOW, "2026-11-01T00:00:00.000Z"),
    effort_minutes: fc.oneof(fc.constant(0), minutes),
    missed: fc.dictionary(fc.constantFrom("p0", "p1", "p2"), minutes),
    blocked: fc.boolean(),
    taken_off: fc.boolean(),
  })

const facts = fc
  .tuple(
    fc
      .integer({ min: 0, max: 12 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => provider(`p${index}`)))),
    fc.record({
      skills: words("gst", "audit"),
      languages: words("en", "hi"),
      regions: words("IN", "DE"),
      effort_minutes: fc.integer({ min: 0, max: 40 * 60 }),
      contact_by: fc.constantFrom("2026-11-19T10:00:00.000Z", "2026-11-18T11:00:00.000Z", "2026-11-23T10:00:00.000Z"),
    })
  )
  .map(([providers, needs]) => someFacts(providers, { needs }))

describe("any decision", () => {
  it("chooses an eligible provider by the rules whenever there is one, and no one otherwise [P18 R7.4]", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { winner, candidates } = decide(POLICY, given)
        const fitting = candidates.filter(({ failures }) => failures.length === 0)
        expect(winner === null).toBe(fitting.length === 0)
        if (!winner) return
        const chosen = given.providers.find(({ id }) => id === winner.provider_id)
        expect(chosen).toMatchObject({ status: "active", blocked: false, taken_off: false })
        if (!chosen) return
        // Asked again in other words than the rules use.
        expect(given.needs.skills.every((skill) => chosen.skills.includes(skill))).toBe(true)
        expect(given.needs.languages.every((language) => chosen.languages.includes(language))).toBe(true)
        expect(chosen.service_ids ?? ["prod_1"]).toContain("prod_1")
        const until = [Date.parse(given.at), Date.parse(given.needs.contact_by)] as const
        expect(minutesOf(workingTime(chosen, until, chosen.absences))).toBeGreaterThan(0)
        const parts = winner.plan ?? []
        expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(given.needs.effort_minutes)
        for (const part of parts)
          expect((chosen.reserved[part.week] ?? 0) + part.minutes).toBeLessThanOrEqual(chosen.capacity_minutes)
      }),
      { numRuns: 500 }
    )
  })

  it("is the same for any order of the providers [P18 R7.4]", () => {
    const shuffled = facts.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given.providers, { minLength: given.providers.length, maxLength: given.providers.length })
      )
    )
    fc.assert(
      fc.property(shuffled, ([given, providers]) => {
        expect(decide(POLICY, { ...given, providers })).toEqual(decide(POLICY, given))
      }),
      { numRuns: 300 }
    )
  })

  it("replays to the same winner and the same verdicts from what the database returns", () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (given, byHand) => {
        const { winner, candidates } = decide(POLICY, given)
        const kept: unknown = JSON.parse(JSON.stringify({ facts: given, candidates, policy: POLICY }))
        const recorded = kept as { facts: AssignmentFacts; candidates: typeof candidates; policy: typeof POLICY }
        const kind = byHand ? ("manual" as const) : ("direct" as const)
        const winner_id = byHand ? "somebody" : (winner?.provider_id ?? null)
        expect(replay({ ...recorded, kind, winner_id })).toEqual({ same_winner: true, winner_id, differences: [] })
      }),
      { numRuns: 200 }
    )
  })

  it("shares effort in proportion to weights, whatever the sizes and the order of requests", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 }),
        fc.array(fc.integer({ min: 30, max: 600 }), { minLength: 40, maxLength: 80 }),
        (weights, efforts) => {
          const providers = weights.map((weight, index) => someProvider({ id: `p${index}`, weight: weight * 100 }))
          const policy = { ...POLICY, rules: [] }
          for (const effort_minutes of efforts) {
            const id = winnerOf(someFacts(providers, { needs: { effort_minutes: 0 } }), policy)
            const chosen = providers.find((one) => one.id === id)
            if (chosen) chosen.effort_minutes += effort_minutes
          }
          const total = efforts.reduce((sum, effort) => sum + effort, 0)
          const all = weights.reduce((sum, weight) => sum + weight, 0)
          const largest = Math.max(...efforts)
          for (const [index, weight] of weights.entries())
            expect(providers[index]?.effort_minutes).toBeLessThanOrEqual((total * weight) / all + largest)
        }
      ),
      { numRuns: 150 }
    )
  })
})
