import type { AssignmentFacts, Candidate } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"
import { decide } from "./decide"

export type RecordedDecision = {
  readonly policy: PolicyContent
  readonly facts: AssignmentFacts
  readonly candidates: readonly Candidate[]
  readonly winner_id: string | null
  readonly kind: "direct" | "manual"
}

export type Difference = { provider_id: string; field: string; recorded: string; replayed: string }
export type Replay = { same_winner: boolean; winner_id: string | null; differences: Difference[] }

/** JSON with keys in order: Postgres keeps objects in its own order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part
  )

const FIELDS = ["failures", "scores", "rank", "plan"] as const

const differencesOf = (recorded: Candidate | undefined, replayed: Candidate | undefined): Difference[] => {
  const provider_id = recorded?.provider_id ?? replayed?.provider_id ?? ""
  return FIELDS.map((field) => ({
    provider_id,
    field,
    recorded: canonical(recorded ? recorded[field] : "not there"),
    replayed: canonical(replayed ? replayed[field] : "not there"),
  })).filter((one) => one.recorded !== one.replayed)
}

/**
 * Decides again on the recorded facts. In a manual decision the choice of staff is a fact, so its winner stays and only the
 * results of the candidates are compared.
 */
export const replay = (decision: RecordedDecision): Replay => {
  const again = decide(decision.policy, decision.facts)
  const winner_id = decision.kind === "manual" ? decision.winner_id : (again.winner?.provider_id ?? null)
  const ids = [...new Set([...decision.candidates, ...again.candidates].map(({ provider_id }) => provider_id))]
  const of = (list: readonly Candidate[], id: string) => list.find(({ provider_id }) => provider_id === id)
  return {
    same_winner: winner_id === decision.winner_id,
    winner_id,
    differences: ids.flatMap((id) => differencesOf(of(decision.candidates, id), of(again.candidates, id))),
  }
}
