import { decide } from "./decide"
import { NOW, POLICY, someFacts, someProvider } from "./decide.fixtures"
import { explainCandidate, explainDecision } from "./explain"
import { replay } from "./replay"

const sentences = (
  facts: ReturnType<typeof someFacts>,
  { policy = POLICY, chosen }: { policy?: typeof POLICY; chosen?: string } = {}
) => {
  const { candidates, winner } = decide(policy, facts)
  const kind = chosen ? ("manual" as const) : ("direct" as const)
  const decision = { candidates, winner_id: chosen ?? winner?.provider_id ?? null, kind }
  return [...candidates.map((candidate) => explainCandidate(candidate, decision)), explainDecision(decision)]
}

describe("the sentence about a candidate", () => {
  it("states what the winner had and the others had not", () => {
    const facts = someFacts([
      someProvider({ id: "Asha", effort_minutes: 0 }),
      someProvider({ id: "Ben", effort_minutes: 90 }),
      someProvider({ id: "Chen", effort_minutes: 300, skills: [] }),
    ])
    expect(sentences(facts)).toEqual([
      "Asha was chosen from 2 eligible providers: they were 45 min below their fair share, lower than any other.",
      "Ben was eligible, but they were 45 min above their fair share, the chosen provider 45 min below their fair share.",
      "Chen is not eligible: lacks the skill gst.",
      "Assigned to Asha: 2 of 3 providers eligible.",
    ])
  })

  it("names what decided among equals", () => {
    const [a, b] = [someProvider({ id: "Asha" }), someProvider({ id: "Ben" })]
    expect(sentences(someFacts([{ ...a, priority: 2 }, b])).slice(0, 2)).toEqual([
      "Asha was chosen from 2 eligible providers: their priority 2 is the highest among equals.",
      "Ben was eligible, but their priority is 0, the chosen provider's is 2.",
    ])
    expect(sentences(someFacts([a, { ...b, last_assigned_at: NOW }])).slice(0, 2)).toEqual([
      "Asha was chosen from 2 eligible providers: among equals they never had any work.",
      "Ben was eligible, but they were assigned work more recently than the chosen provider.",
    ])
    expect(sentences(someFacts([a, b])).slice(0, 2)).toEqual([
      "Asha was chosen: all eligible providers scored the same, and the first ID decided.",
      "Ben was eligible, but scored the same as the chosen provider, whose ID comes first.",
    ])
    expect(sentences(someFacts([a]))[0]).toBe("Asha was chosen: no other provider was eligible.")
  })

  it("states every reason in the provider's own time zone", () => {
    const provider = someProvider({
      id: "Asha",
      skills: [],
      languages: [],
      regions: ["IN"],
      service_ids: [],
      blocked: true,
      taken_off: true,
      time_zone: "Asia/Kolkata",
      absences: [{ starts_at: "2026-11-01T00:00:00.000Z", ends_at: "2026-12-01T03:30:00.000Z" }],
      capacity_minutes: 30,
    })
    const facts = someFacts([provider], { needs: { skills: ["gst", "audit"], regions: ["DE", "AT"] } })
    expect(sentences(facts)).toEqual([
      "Asha is not eligible: may not work on this service, lacks the skills gst and audit, does not work in en, " +
        "does not work in the region DE or AT, does not work for this customer, was unassigned from this request before, " +
        "is away until Tue 1 Dec, 09:00 (Asia/Kolkata) and has 1 h free in the next 4 weeks and this needs 5 h.",
      "No eligible provider among 1 provider.",
    ])
    const free = someFacts([someProvider({ id: "Ben", working_hours: {} })], { needs: { effort_minutes: 0 } })
    expect(sentences(free)[0]).toBe(
      "Ben is not eligible: does not work before Thu 19 Nov, 10:00 (UTC), when the customer must have been contacted."
    )
    expect(sentences(someFacts([]))).toEqual(["No active provider."])
  })

  it("states that staff chose, and against what", () => {
    const facts = someFacts([someProvider({ id: "Asha" }), someProvider({ id: "Ben", skills: [] })])
    expect(sentences(facts, { chosen: "Ben" })).toEqual([
      "Asha was eligible, but staff chose another provider.",
      "Ben was chosen by staff, overriding the rules: lacks the skill gst.",
      "Assigned to Ben by staff.",
    ])
    expect(sentences(facts, { chosen: "Asha" })[0]).toBe("Asha was chosen by staff.")
  })

  it("still explains a rule whose plugin was removed", () => {
    const candidate = { provider_id: "a", name: "Asha", failures: [{ rule: "gone", data: {} }], scores: [], rank: null }
    const decision = { candidates: [], winner_id: null, kind: "direct" as const }
    expect(explainCandidate({ ...candidate, plan: null }, decision)).toBe(
      "Asha is not eligible: is excluded by the rule gone."
    )
  })
})

describe("a replay", () => {
  it("names what differs when the facts were tampered with", () => {
    const facts = someFacts([someProvider({ id: "a" }), someProvider({ id: "b", effort_minutes: 60 })])
    const { candidates, winner } = decide(POLICY, facts)
    const tampered = someFacts([someProvider({ id: "a", skills: [] }), someProvider({ id: "b", effort_minutes: 60 })])
    const replayed = replay({
      ...{ policy: POLICY, facts: tampered, candidates, kind: "direct" },
      winner_id: winner?.provider_id ?? null,
    })
    expect(replayed).toMatchObject({ same_winner: false, winner_id: "b" })
    expect(replayed.differences.map(({ provider_id, field }) => `${provider_id} ${field}`)).toEqual([
      "a failures",
      "a scores",
      "a rank",
      "b scores",
      "b rank",
    ])
  })
})
