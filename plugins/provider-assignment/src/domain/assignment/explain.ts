import type { Candidate, Failure, Score } from "../../contracts/decisions"
import { ruleOf, scorerOf, UnknownPolicyEntry } from "./rule-registry"
import "./rules"
import "./scorers"
import { listInWords } from "./phrases"

export type Explained = {
  readonly candidates: readonly Candidate[]
  readonly winner_id: string | null
  readonly kind: "direct" | "manual"
}

// The plugin of a recorded rule may have been removed.
const unlessUninstalled = <T>(explain: () => T, otherwise: T): T => {
  try {
    return explain()
  } catch (error) {
    if (error instanceof UnknownPolicyEntry) return otherwise
    throw error
  }
}

/** A failure as a clause: "lacks the skill gst". */
export const failureInWords = ({ rule, data }: Failure): string =>
  unlessUninstalled(() => ruleOf(rule).explain(data), `is excluded by the rule ${rule}`)

/** The first score in which two candidates differ; undefined when only their IDs do. */
const deciding = (winner: Candidate, loser: Candidate): { own: Score; winner: Score } | undefined => {
  const index = winner.scores.findIndex(({ value }, at) => value !== loser.scores[at]?.value)
  const [its, own] = [winner.scores[index], loser.scores[index]]
  return its && own ? { own, winner: its } : undefined
}

const chosen = (candidate: Candidate, candidates: readonly Candidate[]): string => {
  const others = candidates.filter(({ rank, provider_id }) => rank !== null && provider_id !== candidate.provider_id)
  const [second] = others
  if (!second) return `${candidate.name} was chosen: no other provider was eligible.`
  const score = deciding(candidate, second)
  if (!score) return `${candidate.name} was chosen: all eligible providers scored the same, and the first ID decided.`
  const why = unlessUninstalled(
    () => scorerOf(score.winner.scorer).won(score.winner, others.length),
    `the scorer ${score.winner.scorer} decided`
  )
  return `${candidate.name} was chosen from ${others.length + 1} eligible providers: ${why}.`
}

const passedOver = (candidate: Candidate, winner: Candidate | undefined): string => {
  if (!winner || winner.rank === null) return `${candidate.name} was eligible.`
  const score = deciding(winner, candidate)
  if (!score) return `${candidate.name} was eligible, but scored the same as the chosen provider, whose ID comes first.`
  const why = unlessUninstalled(
    () => scorerOf(score.own.scorer).lost(score.own, score.winner),
    `the scorer ${score.own.scorer} decided`
  )
  return `${candidate.name} was eligible, but ${why}.`
}

/** What happened to a candidate, in one sentence that a merchant understands. */
export const explainCandidate = (candidate: Candidate, decision: Explained): string => {
  const { candidates, winner_id, kind } = decision
  const isWinner = candidate.provider_id === winner_id
  const reasons = listInWords(candidate.failures.map(failureInWords))
  if (kind === "manual" && isWinner)
    return reasons
      ? `${candidate.name} was chosen by staff, overriding the rules: ${reasons}.`
      : `${candidate.name} was chosen by staff.`
  if (reasons) return `${candidate.name} is not eligible: ${reasons}.`
  if (isWinner) return chosen(candidate, candidates)
  if (kind === "manual") return `${candidate.name} was eligible, but staff chose another provider.`
  return passedOver(
    candidate,
    candidates.find(({ provider_id }) => provider_id === winner_id)
  )
}

/** The decision itself in one sentence. */
export const explainDecision = ({ candidates, winner_id, kind }: Explained): string => {
  const eligible = candidates.filter(({ rank }) => rank !== null).length
  const checked = `${candidates.length} ${candidates.length === 1 ? "provider" : "providers"}`
  const winner = candidates.find(({ provider_id }) => provider_id === winner_id)
  if (!winner) return candidates.length ? `No eligible provider among ${checked}.` : "No active provider."
  if (kind === "manual") return `Assigned to ${winner.name} by staff.`
  return `Assigned to ${winner.name}: ${eligible} of ${checked} eligible.`
}
