import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { PolicyContent } from "./policies"
import { ASSIGNMENT_KINDS, PROVIDER_STATUSES } from "./provider-statuses"
import { WorkingHours } from "./providers"

const moment = z.string()
/** Whole minutes of effort. */
const minutes = z.number().int()
const json = z.json()

/** A provider at the time of the decision, as rules and scorers can read it. */
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
  /** From last week on. */
  absences: z.array(z.strictObject({ starts_at: moment, ends_at: moment })),
  capacity_minutes: minutes,
  /** Minutes reserved in each week, a week by its Monday. */
  reserved: z.record(z.string(), minutes),
  weight: z.number().int(),
  priority: z.number().int(),
  last_assigned_at: moment.nullable(),
  /** Effort assigned to this provider within the policy's interval. */
  effort_minutes: minutes,
  /** Effort assigned to others within the interval before this provider joined or while they were away. */
  missed: z.record(z.string(), minutes),
  /** Whether the customer is blocked for this provider. */
  blocked: z.boolean(),
  /** Whether staff have unassigned this request from this provider before. */
  taken_off: z.boolean(),
})
export type ProviderFacts = z.infer<typeof ProviderFacts>

/** Everything a decision is based on. Contains nothing about the customer. */
export const AssignmentFacts = z.strictObject({
  at: moment,
  request: z.strictObject({ id: z.string(), service_id: z.string(), category: z.string().nullable() }),
  needs: z.strictObject({
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    regions: z.array(z.string()),
    effort_minutes: minutes,
    /** The promised time of first contact. */
    contact_by: moment,
  }),
  providers: z.array(ProviderFacts),
  /** Facts that other plugins gathered, by their name. */
  extra: z.record(z.string(), json),
})
export type AssignmentFacts = z.infer<typeof AssignmentFacts>

/** Why a rule excludes a provider; `data` is used in the sentence. */
export const Failure = z.strictObject({ rule: z.string(), data: z.record(z.string(), json) })
export type Failure = z.infer<typeof Failure>

/** The score of a candidate, an exact whole number as text; higher is better. */
export const Score = z.strictObject({ scorer: z.string(), value: z.string(), data: z.record(z.string(), json) })
export type Score = z.infer<typeof Score>

export const EffortPart = z.strictObject({ week: z.string(), minutes })
export type EffortPart = z.infer<typeof EffortPart>

export const Candidate = z.strictObject({
  provider_id: z.string(),
  name: z.string(),
  failures: z.array(Failure),
  /** Empty for ineligible candidates. */
  scores: z.array(Score),
  /** 1 is the best; null for ineligible candidates. */
  rank: z.number().int().nullable(),
  /** The weeks in which effort would be reserved; null if it does not fit. */
  plan: z.array(EffortPart).nullable(),
})
export type Candidate = z.infer<typeof Candidate>

export const CandidateOut = Candidate.extend({
  /** What happened to this candidate, in one sentence. */
  sentence: z.string(),
})
export type CandidateOut = z.infer<typeof CandidateOut>

/** A decision in lists. */
export const DecisionOut = z.strictObject({
  id: z.string(),
  request_id: z.string(),
  reference_number: z.string(),
  kind: z.enum(ASSIGNMENT_KINDS),
  winner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** How many providers were checked, and how many were eligible. */
  candidates_count: z.number().int(),
  eligible_count: z.number().int(),
  policy_version: z.number().int(),
  /** Why staff chose this provider. */
  reason: z.string().nullable(),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  created_at: moment,
})
export type DecisionOut = z.infer<typeof DecisionOut>

/** The decision with its facts, its policy, and what happened to each candidate, best first. */
export const DecisionDetailOut = DecisionOut.extend({
  summary: z.string(),
  facts: AssignmentFacts,
  policy: z.strictObject({ id: z.string(), name: z.string(), version_id: z.string(), content: PolicyContent }),
  candidates: z.array(CandidateOut),
  /** Rules that staff overrode, each as a sentence. */
  overridden: z.array(Failure.extend({ sentence: z.string() })),
})
export type DecisionDetailOut = z.infer<typeof DecisionDetailOut>

export const ListDecisions = z.strictObject({
  request_id: idText.optional(),
  provider_id: idText.optional(),
  kind: listOf(z.enum(ASSIGNMENT_KINDS, { error: "Choose direct or manual" })).optional(),
  /** `nobody`: decisions without an eligible provider. */
  outcome: z.enum(["assigned", "nobody"], { error: "Choose assigned or nobody" }).optional(),
  /** Searches the reference number and the chosen provider's name. */
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "reference_number", "winner", "kind", "policy_version"], "-created_at"),
  ...pageQuery,
})
export type ListDecisions = z.infer<typeof ListDecisions>

export const ReplayOut = z.strictObject({
  same_winner: z.boolean(),
  winner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Empty when the replay agrees on every candidate. */
  differences: z.array(
    z.strictObject({ provider_id: z.string(), field: z.string(), recorded: z.string(), replayed: z.string() })
  ),
})
export type ReplayOut = z.infer<typeof ReplayOut>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const params = z.strictObject({ id: idText })

export const decisionRoutes = {
  "GET /admin/assignment-decisions": {
    ...staff,
    summary: "Decisions, newest first",
    query: ListDecisions,
    response: {
      200: z.strictObject({
        assignment_decisions: z.array(DecisionOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "GET /admin/assignment-decisions/:id": {
    ...staff,
    summary: "One decision with its facts and a sentence for each candidate",
    params,
    response: { 200: z.strictObject({ assignment_decision: DecisionDetailOut }) },
    errors: [],
  },
  "POST /admin/assignment-decisions/:id/replay": {
    ...staff,
    summary: "Decide again on the recorded facts, without changing anything",
    params,
    response: { 200: z.strictObject({ replay: ReplayOut }) },
    errors: [],
  },
} as const
