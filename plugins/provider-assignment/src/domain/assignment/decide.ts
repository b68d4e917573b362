import type { AssignmentFacts, Candidate, EffortPart, ProviderFacts, Score } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"
import { type EffortPlan, planEffort } from "./effort-plan"
import { factReader, ruleOf, scorerOf } from "./rule-registry"
import "./rules"
import "./scorers"

export type Decision = {
  /** Every active provider: eligible ones first, best first; then the others by ID. */
  readonly candidates: readonly Candidate[]
  readonly winner: Candidate | null
}

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1)

type Checked = { readonly provider: ProviderFacts; readonly failures: Candidate["failures"]; readonly plan: EffortPlan }

const check = (provider: ProviderFacts, facts: AssignmentFacts, policy: PolicyContent): Checked => {
  let made: EffortPlan | undefined
  const plan = () => (made ??= planEffort(provider, facts, policy))
  const fact = factReader(facts)
  const failures = policy.rules.flatMap((rule) => {
    const data = ruleOf(rule).check({ provider, facts, fact, policy, plan })
    return data ? [{ rule, data }] : []
  })
  return { provider, failures, plan: plan() }
}

/** Scores of each candidate, in the policy's order. */
const scoresOf = (
  candidates: readonly ProviderFacts[],
  facts: AssignmentFacts,
  policy: PolicyContent
): Map<string, Score[]> => {
  const found = new Map<string, Score[]>(candidates.map(({ id }) => [id, []]))
  for (const scorer of policy.scorers) {
    const scores = scorerOf(scorer).score({ candidates, facts, fact: factReader(facts), policy })
    for (const [id, list] of found) {
      const score = scores.get(id)
      if (!score) throw new Error(`The scorer "${scorer}" returned no value for a candidate`)
      list.push({ scorer, value: score.value.toString(), data: score.data ?? {} })
    }
  }
  return found
}

/** The first score that differs decides, then the ID: never a tie. */
const better = (one: Candidate, other: Candidate): number => {
  for (const [index, { value }] of one.scores.entries()) {
    const [mine, its] = [BigInt(value), BigInt(other.scores[index]?.value ?? "0")]
    if (mine !== its) return mine > its ? -1 : 1
  }
  return one.provider_id < other.provider_id ? -1 : 1
}

const candidateOf = ({ provider, failures, plan }: Checked, scores: Score[]): Candidate => ({
  provider_id: provider.id,
  name: provider.name,
  failures,
  scores,
  rank: null,
  plan: plan.parts ? plan.parts.map((part): EffortPart => ({ ...part })) : null,
})

/**
 * Chooses the provider of a request: the policy's rules exclude, and the first of its scorers with a difference chooses
 * among the eligible. Pure: the same policy and facts return the same decision whatever the order of providers, so that a
 * recorded decision can be replayed.
 * @throws UnknownPolicyEntry when the policy names a rule or scorer that is not installed
 */
export const decide = (policy: PolicyContent, facts: AssignmentFacts): Decision => {
  const providers = [...facts.providers].sort(byId).filter(({ status }) => status === "active")
  const checked = providers.map((provider) => check(provider, facts, policy))
  const eligible = checked.filter(({ failures }) => failures.length === 0)
  const scores = scoresOf(
    eligible.map(({ provider }) => provider),
    facts,
    policy
  )
  const ranked = eligible
    .map((one) => candidateOf(one, scores.get(one.provider.id) ?? []))
    .sort(better)
    .map((candidate, index) => ({ ...candidate, rank: index + 1 }))
  const refused = checked.filter(({ failures }) => failures.length > 0).map((one) => candidateOf(one, []))
  // A policy without the capacity rule cannot reserve more than there is either.
  const winner = ranked.find(({ plan }) => plan !== null) ?? null
  return { candidates: [...ranked, ...refused], winner }
}
