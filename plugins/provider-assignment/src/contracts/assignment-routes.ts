import type { RouteRow } from "@atrium/kernel"
import { idText } from "@atrium/kernel"
import { z } from "zod"

import { DecisionDetailOut, DecisionOut, ListDecisions, ReplayOut } from "./decisions"
import { ListPolicies, PolicyDetailOut, PolicyOut, UpdatePolicy } from "./policies"
import {
  AbsenceOut,
  AddAbsence,
  CreateProvider,
  ListProviders,
  ProviderDetailOut,
  ProviderOut,
  UpdateProvider,
} from "./providers"

const params = z.strictObject({ id: idText })
const page = { count: z.number(), offset: z.number(), limit: z.number() }
const provider = z.strictObject({ provider: ProviderDetailOut })
const policy = z.strictObject({ assignment_policy: PolicyDetailOut })
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

const providerRoutes: readonly RouteRow[] = [
  {
    ...staff,
    method: "GET",
    path: "/admin/providers",
    summary: "Providers with filters, sorting and search",
    query: ListProviders,
    response: { 200: z.strictObject({ providers: z.array(ProviderOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/providers",
    summary: "Add a provider and invite it by mail",
    body: CreateProvider,
    response: { 201: provider },
    errors: ["provider_email_taken"],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/providers/:id",
    summary: "One provider with its absences and the weeks ahead",
    params,
    response: { 200: provider },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/providers/:id",
    summary: "Change a provider, suspend it or let it back in",
    params,
    body: UpdateProvider,
    response: { 200: provider },
    errors: ["stale_version", "invalid_transition"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/providers/:id/invitation",
    summary: "Invite a provider again who has not signed in yet; the older link stops working",
    params,
    response: { 200: provider },
    errors: ["invitation_not_due"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/providers/:id/absences",
    summary: "Add a span in which a provider takes no work",
    params,
    body: AddAbsence,
    response: { 201: z.strictObject({ absence: AbsenceOut }) },
    errors: [],
  },
  {
    ...staff,
    method: "DELETE",
    path: "/admin/providers/:id/absences/:absence_id",
    summary: "Take an absence back; one that has begun ends now",
    params: z.strictObject({ id: idText, absence_id: idText }),
    response: { 200: z.strictObject({ id: z.string(), object: z.literal("absence"), deleted: z.literal(true) }) },
    errors: [],
  },
]

const policyRoutes: readonly RouteRow[] = [
  {
    ...staff,
    method: "GET",
    path: "/admin/assignment-policies",
    summary: "Policies that requests are routed by",
    query: ListPolicies,
    response: { 200: z.strictObject({ assignment_policies: z.array(PolicyOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/assignment-policies/:id",
    summary: "One policy with its versions and the rules and scorers there are",
    params,
    response: { 200: policy },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/assignment-policies/:id",
    summary: "Change a policy: adds the next version, in force at once",
    params,
    body: UpdatePolicy,
    response: { 200: policy },
    errors: ["stale_version"],
  },
]

const decisionRoutes: readonly RouteRow[] = [
  {
    ...staff,
    method: "GET",
    path: "/admin/assignment-decisions",
    summary: "Decisions, newest first",
    query: ListDecisions,
    response: { 200: z.strictObject({ assignment_decisions: z.array(DecisionOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/assignment-decisions/:id",
    summary: "One decision with what it rests on and a sentence for each candidate",
    params,
    response: { 200: z.strictObject({ assignment_decision: DecisionDetailOut }) },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/assignment-decisions/:id/replay",
    summary: "Decide again on what was recorded, without changing anything",
    params,
    response: { 200: z.strictObject({ replay: ReplayOut }) },
    errors: [],
  },
]

/** What staff may do with providers, policies and decisions. */
export const assignmentRoutes: readonly RouteRow[] = [...providerRoutes, ...policyRoutes, ...decisionRoutes]
