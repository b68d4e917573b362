import { defineExtensionPoint } from "@atrium/kernel"
import type { z } from "zod"

import type { AssignmentFacts, Failure, ProviderFacts, Score } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"
import type { EffortPlan } from "./effort-plan"

/**
 * Key of an additional fact that a plugin gathers. The same object is listed by the rule, read in its `check` and used for
 * gathering, so that the name is defined once.
 */
export type FactKey<T = unknown> = {
  readonly name: string
  readonly schema: z.ZodType<T>
}

/** Reads a gathered fact from the recorded ones. */
export type ReadFact = <T>(fact: FactKey<T>) => T

export type RuleInput = {
  readonly provider: ProviderFacts
  readonly facts: AssignmentFacts
  readonly fact: ReadFact
  readonly policy: PolicyContent
  /** Where the provider's effort would be reserved; calculated when it is called. */
  readonly plan: () => EffortPlan
}

/** Data for the sentence that explains why a rule excludes a provider. May be empty. */
export type FailureData = Failure["data"]

type RuleOrScorer = {
  /** The name in policies, in lower case: `clearance`. */
  readonly name: string
  /** Shown in Admin where the policy is edited. */
  readonly label: string
  readonly help: string
  /** Additional facts that it reads. */
  readonly facts?: readonly FactKey[]
}

/** A hard rule. `check` must be pure, because decisions are replayed from their recorded facts. */
export type AssignmentRule = RuleOrScorer & {
  /** Undefined: the provider is eligible. */
  readonly check: (input: RuleInput) => FailureData | undefined
  /** The failure as a clause after "<name> is not eligible: ", without a period. */
  readonly explain: (data: FailureData) => string
}

export type ScorerInput = {
  /** Eligible providers, ordered by ID. */
  readonly candidates: readonly ProviderFacts[]
  readonly facts: AssignmentFacts
  readonly fact: ReadFact
  readonly policy: PolicyContent
}

export type ScoreOf = { readonly value: bigint; readonly data?: Score["data"] }

/** Compares eligible providers. Pure like a rule; the higher value is better. */
export type AssignmentScorer = RuleOrScorer & {
  /** A value for every candidate, by ID. */
  readonly score: (input: ScorerInput) => ReadonlyMap<string, ScoreOf>
  /** A clause on why the chosen provider won: "they had the most to catch up on (2 h)". */
  readonly won: (own: Score, others: number) => string
  /** A clause on why this provider lost: "they were 1 h above their share". */
  readonly lost: (own: Score, winner: Score) => string
}

/** Rules that policies may list. To change a built-in one, add your own with `{ replaces: "provider-assignment" }`. */
export const assignmentRules = defineExtensionPoint<AssignmentRule>({
  name: "provider-assignment.rules",
  key: ({ name }) => name,
})

/** Scorers that policies may list. */
export const assignmentScorers = defineExtensionPoint<AssignmentScorer>({
  name: "provider-assignment.scorers",
  key: ({ name }) => name,
})

/** A policy names a rule or a scorer that no plugin of this shop adds. */
export class UnknownPolicyEntry extends Error {
  override readonly name = "UnknownPolicyEntry"
}

const known = <T>(kind: string, name: string, entry: T | undefined): T => {
  if (!entry) throw new UnknownPolicyEntry(`The policy lists the ${kind} "${name}", which is not installed`)
  return entry
}

export const ruleOf = (name: string): AssignmentRule => known("rule", name, assignmentRules.get(name))
export const scorerOf = (name: string): AssignmentScorer => known("scorer", name, assignmentScorers.get(name))

/** Reads gathered facts of a decision. Throws when the fact was not recorded or does not match its schema. */
export const factReader =
  (facts: AssignmentFacts): ReadFact =>
  (fact) =>
    fact.schema.parse(facts.extra[fact.name])

/** The gathered facts that the rules and scorers of a policy read. */
export const factsOfPolicy = (policy: PolicyContent): string[] => {
  const used = [
    ...policy.rules.map((name) => assignmentRules.get(name)),
    ...policy.scorers.map((name) => assignmentScorers.get(name)),
  ]
  return [...new Set(used.flatMap((entry) => entry?.facts ?? []).map(({ name }) => name))]
}

/** What a policy may list, for Admin. */
export const availableEntries = () => {
  const described = ({ name, label, help }: RuleOrScorer) => ({ name, label, help })
  return { rules: assignmentRules.all().map(described), scorers: assignmentScorers.all().map(described) }
}

/**
 * Rules and scorers that read a fact that no plugin gathers, which would fail at the first decision.
 * @param gathered names of the facts that are gathered
 */
export const ungatheredFacts = (gathered: readonly string[]): { readonly entry: string; readonly fact: string }[] =>
  [...assignmentRules.all(), ...assignmentScorers.all()].flatMap(({ name, facts = [] }) =>
    facts.filter((fact) => !gathered.includes(fact.name)).map((fact) => ({ entry: name, fact: fact.name }))
  )
