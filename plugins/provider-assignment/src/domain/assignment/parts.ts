import { createRegistry } from "@atrium/kernel"

import type { AssignmentFacts, Failure, ProviderFacts, Score } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"
import type { EffortPlan } from "./effort-plan"

export type RuleInput = {
  readonly provider: ProviderFacts
  readonly facts: AssignmentFacts
  readonly policy: PolicyContent
  /** Where the provider's effort would go; made when it is asked for. */
  readonly plan: () => EffortPlan
}

/** Why a rule refuses a provider: what its sentence needs. Empty data are fine. */
export type FailureData = Failure["data"]

/**
 * A hard rule. `check` must be pure over what it is given, because a decision is replayed from its recorded facts: what
 * a rule of another plugin needs beyond them is gathered by `registerAssignmentFacts` and stands in `facts.extra`.
 */
export type AssignmentRule = {
  /** What a merchant reads in the policy. */
  readonly label: string
  readonly help: string
  /** Undefined: this provider may have the request. */
  readonly check: (input: RuleInput) => FailureData | undefined
  /** The failure as a clause after "<name> cannot take it: ", without a full stop. */
  readonly explain: (data: FailureData) => string
}

export type ScorerInput = {
  /** Those no rule refused, in order of their ids. */
  readonly candidates: readonly ProviderFacts[]
  readonly facts: AssignmentFacts
  readonly policy: PolicyContent
}

export type ScoreOf = { readonly value: bigint; readonly data?: Score["data"] }

/** Compares those that are left. Pure like a rule; the higher value is better. */
export type AssignmentScorer = {
  readonly label: string
  readonly help: string
  /** A value for every candidate, by id. */
  readonly score: (input: ScorerInput) => ReadonlyMap<string, ScoreOf>
  /** A clause of why the winner won by this scorer: "it had the most to catch up on (2 h)". */
  readonly won: (own: Score, others: number) => string
  /** A clause of why this one lost against the winner: "it was 1 h above its share". */
  readonly lost: (own: Score, winner: Score) => string
}

const rules = createRegistry<AssignmentRule>("provider-assignment.rule")
const scorers = createRegistry<AssignmentScorer>("provider-assignment.scorer")

/** Makes a hard rule known under a name that policies may list. Called on import. */
export const registerAssignmentRule = (name: string, rule: AssignmentRule): void => rules.register(name, rule)

/** Makes a scorer known under a name that policies may list. Called on import. */
export const registerAssignmentScorer = (name: string, scorer: AssignmentScorer): void => scorers.register(name, scorer)

/** A policy names a rule or a scorer that no plugin of this shop brings. */
export class UnknownPolicyPart extends Error {
  override readonly name = "UnknownPolicyPart"
}

const known = <T>(kind: string, name: string, part: T | undefined): T => {
  if (!part) throw new UnknownPolicyPart(`The policy names the ${kind} "${name}", which is not installed`)
  return part
}

export const ruleOf = (name: string): AssignmentRule => known("rule", name, rules.get(name))
export const scorerOf = (name: string): AssignmentScorer => known("scorer", name, scorers.get(name))

export const availableParts = () => {
  const words = ([name, { label, help }]: readonly [string, { label: string; help: string }]) => ({ name, label, help })
  return { rules: rules.entries().map(words), scorers: scorers.entries().map(words) }
}
