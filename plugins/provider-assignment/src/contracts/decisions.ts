import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { PolicyContent } from "./policies"
import { ASSIGNMENT_KINDS, PROVIDER_STATUSES } from "./provider-words"
import { WorkingHours } from "./providers"

const moment = z.string()
/** Whole minutes of effort. */
const minutes = z.number().int()
const json = z.json()

/** A provider as it was when a request was decided: all that rules and scorers may look at. */
export const ProviderFacts = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: z.enum(PROVIDER_STATUSES),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  /** None: everywhere. */
  regions: z.array(z.string()),
  /** null: every service. */
  service_ids: z.array(z.string()).nullable(),
  time_zone: z.string(),
  working_hours: WorkingHours,
  /** Those of last week and of the weeks ahead. */
  absences: z.array(z.strictObject({ starts_at: moment, ends_at: moment })),
  capacity_minutes: minutes,
  /** Minutes promised of each week, a week by its Monday. */
  reserved: z.record(z.string(), minutes),
  weight: z.number().int(),
  priority: z.number().int(),
  last_assigned_at: moment.nullable(),
  /** Effort this provider got within the policy's interval. */
  effort_minutes: minutes,
  /** Effort that others got within the interval while this one had not joined yet or was away. */
  missed: z.record(z.string(), minutes),
  /** The customer is one of those this provider never works for. */
  blocked: z.boolean(),
  /** Staff took this very request off this provider before. */
  taken_off: z.boolean(),
})
export type ProviderFacts = z.infer<typeof ProviderFacts>

/** Everything a decision rests on. It holds nothing about the customer. */
export const AssignmentFacts = z.strictObject({
  at: moment,
  request: z.strictObject({ id: z.string(), service_id: z.string(), category: z.string().nullable() }),
  needs: z.strictObject({
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    regions: z.array(z.string()),
    effort_minutes: minutes,
    /** Until when the customer was promised to be contacted. */
    contact_by: moment,
  }),
  providers: z.array(ProviderFacts),
  /** What rules of other plugins gathered, by their name. */
  extra: z.record(z.string(), json),
})
export type AssignmentFacts = z.infer<typeof AssignmentFacts>

/** Why a rule refuses a provider; its data make the sentence. */
export const Failure = z.strictObject({ rule: z.string(), data: z.record(z.string(), json) })
export type Failure = z.infer<typeof Failure>

/** What a scorer says of a candidate; the higher value is better. Exact: a whole number of any size as text. */
export const Score = z.strictObject({ scorer: z.string(), value: z.string(), data: z.record(z.string(), json) })
export type Score = z.infer<typeof Score>

export const EffortPart = z.strictObject({ week: z.string(), minutes })
export type EffortPart = z.infer<typeof EffortPart>

export const Candidate = z.strictObject({
  provider_id: z.string(),
  name: z.string(),
  failures: z.array(Failure),
  /** Empty for those that failed. */
  scores: z.array(Score),
  /** 1 is the best; null for those that failed. */
  rank: z.number().int().nullable(),
  /** The weeks its effort would be reserved in; null where it does not fit. */
  plan: z.array(EffortPart).nullable(),
})
export type Candidate = z.infer<typeof Candidate>

export const CandidateOut = Candidate.extend({
  /** What happened to this candidate, in one sentence. */
  sentence: z.string(),
})
export type CandidateOut = z.infer<typeof CandidateOut>

/** A decision as lists carry it. */
export const DecisionOut = z.strictObject({
  id: z.string(),
  request_id: z.string(),
  reference_number: z.string(),
  kind: z.enum(ASSIGNMENT_KINDS),
  winner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** How many were looked at, and how many could take it. */
  candidates_count: z.number().int(),
  eligible_count: z.number().int(),
  policy_version: z.number().int(),
  /** Why staff chose by hand. */
  reason: z.string().nullable(),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  created_at: moment,
})
export type DecisionOut = z.infer<typeof DecisionOut>

/** The decision whole: on what, by which policy, and what became of each candidate, best first. */
export const DecisionDetailOut = DecisionOut.extend({
  summary: z.string(),
  facts: AssignmentFacts,
  policy: z.strictObject({ id: z.string(), name: z.string(), version_id: z.string(), content: PolicyContent }),
  candidates: z.array(CandidateOut),
  /** Rules that staff set aside when they chose by hand, each as a sentence. */
  overridden: z.array(Failure.extend({ sentence: z.string() })),
})
export type DecisionDetailOut = z.infer<typeof DecisionDetailOut>

export const ListDecisions = z.strictObject({
  request_id: idText.optional(),
  provider_id: idText.optional(),
  kind: listOf(z.enum(ASSIGNMENT_KINDS, { error: "Choose direct or manual" })).optional(),
  /** `nobody`: decisions that found nobody. */
  outcome: z.enum(["assigned", "nobody"], { error: "Choose assigned or nobody" }).optional(),
  /** Part of the reference number or of the chosen provider's name. */
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "reference_number", "winner", "kind", "policy_version"], "-created_at"),
  ...pageQuery,
})
export type ListDecisions = z.infer<typeof ListDecisions>

export const ReplayOut = z.strictObject({
  same_winner: z.boolean(),
  winner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Empty when the replay says the same of every candidate. */
  differences: z.array(
    z.strictObject({ provider_id: z.string(), field: z.string(), recorded: z.string(), replayed: z.string() })
  ),
})
export type ReplayOut = z.infer<typeof ReplayOut>
