import type { Candidate, Failure, Score } from "../../contracts/decisions"
import { ruleOf, scorerOf, UnknownPolicyPart } from "./parts"
import "./rules"
import "./scorers"
import { listInWords } from "./words"

export type Explained = {
  readonly candidates: readonly Candidate[]
  readonly winner_id: string | null
  readonly kind: "direct" | "manual"
}

// A decision outlives the plugin whose rule it names.
const withoutPart = <T>(say: () => T, otherwise: T): T => {
  try {
    return say()
  } catch (error) {
    if (error instanceof UnknownPolicyPart) return otherwise
    throw error
  }
}

/** A failure as a clause: "lacks the skill gst". */
export const failureInWords = ({ rule, data }: Failure): string =>
  withoutPart(() => ruleOf(rule).explain(data), `is refused by the rule ${rule}`)

/** The first score that tells two candidates apart; undefined when only their ids do. */
const deciding = (winner: Candidate, loser: Candidate): { own: Score; winner: Score } | undefined => {
  const index = winner.scores.findIndex(({ value }, at) => value !== loser.scores[at]?.value)
  const [its, own] = [winner.scores[index], loser.scores[index]]
  return its && own ? { own, winner: its } : undefined
}

const chosen = (candidate: Candidate, candidates: readonly Candidate[]): string => {
  const others = candidates.filter(({ rank, provider_id }) => rank !== null && provider_id !== candidate.provider_id)
  const [second] = others
  if (!second) return `${candidate.name} was chosen: nobody else could take it.`
  const score = deciding(candidate, second)
  if (!score) return `${candidate.name} was chosen: all were equal, and its id comes first.`
  const why = withoutPart(
    () => scorerOf(score.winner.scorer).won(score.winner, others.length),
    `${score.winner.scorer} put it first`
  )
  return `${candidate.name} was chosen of ${others.length + 1} who could take it: ${why}.`
}

const passedOver = (candidate: Candidate, winner: Candidate | undefined): string => {
  if (!winner || winner.rank === null) return `${candidate.name} could take it.`
  const score = deciding(winner, candidate)
  if (!score) return `${candidate.name} could take it, but was equal to the chosen one, whose id comes first.`
  const why = withoutPart(() => scorerOf(score.own.scorer).lost(score.own, score.winner), `${score.own.scorer} decided`)
  return `${candidate.name} could take it, but ${why}.`
}

/** What happened to a candidate, in one sentence that a merchant understands. Pure. */
export const explainCandidate = (candidate: Candidate, decision: Explained): string => {
  const { candidates, winner_id, kind } = decision
  const isWinner = candidate.provider_id === winner_id
  const reasons = listInWords(candidate.failures.map(failureInWords))
  if (kind === "manual" && isWinner)
    return reasons
      ? `${candidate.name} was chosen by hand although it ${reasons}.`
      : `${candidate.name} was chosen by hand.`
  if (reasons) return `${candidate.name} cannot take it: ${reasons}.`
  if (isWinner) return chosen(candidate, candidates)
  if (kind === "manual") return `${candidate.name} could take it, but was not chosen by hand.`
  return passedOver(
    candidate,
    candidates.find(({ provider_id }) => provider_id === winner_id)
  )
}

/** The decision itself in one sentence. */
export const explainDecision = ({ candidates, winner_id, kind }: Explained): string => {
  const fitting = candidates.filter(({ rank }) => rank !== null).length
  const looked = `${candidates.length} ${candidates.length === 1 ? "provider" : "providers"}`
  const winner = candidates.find(({ provider_id }) => provider_id === winner_id)
  if (!winner) return candidates.length ? `Nobody of ${looked} could take it.` : "There was no active provider."
  if (kind === "manual") return `Staff gave it to ${winner.name}.`
  return `${winner.name} got it: ${fitting} of ${looked} could take it.`
}
