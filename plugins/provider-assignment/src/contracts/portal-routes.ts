import { idText, orderQuery, pageQuery, type RouteRow } from "@atrium/kernel"
import { z } from "zod"

import {
  AcceptInvitation,
  AddPortalAbsence,
  ChangePortalRequest,
  ChangePortalTask,
  ListPortalRequests,
  PortalMe,
  PortalRequest,
  PortalRequestDetail,
  UpdatePortalMe,
} from "./portal"
import { AbsenceOut } from "./providers"

const own = "the provider the request is assigned to now"
const self = "the signed-in provider"
const params = z.strictObject({ id: idText })
const taskParams = z.strictObject({ id: idText, task_id: idText })
const request = z.strictObject({ service_request: PortalRequestDetail })
const me = z.strictObject({ provider: PortalMe })
const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }

/** What a provider sees and does; every one of them refuses a suspended provider. */
export const portalRoutes: readonly RouteRow[] = [
  {
    method: "POST",
    path: "/provider/invitations/accept",
    actor: "anyone",
    owner: null,
    summary: "Sets the password of an invited provider, by the one-time link of its mail",
    body: AcceptInvitation,
    response: { 200: z.strictObject({ provider: z.strictObject({ name: z.string(), email: z.string() }) }) },
    errors: ["invitation_invalid"],
    rateLimit: "login",
  },
  {
    method: "GET",
    path: "/provider/me",
    actor: "provider",
    owner: self,
    summary: "The signed-in provider as the shop keeps it",
    response: { 200: me },
    errors: ["provider_suspended"],
    rateLimit: "browse",
  },
  {
    method: "POST",
    path: "/provider/me",
    actor: "provider",
    owner: self,
    summary: "Changes own contact data",
    body: UpdatePortalMe,
    response: { 200: me },
    errors: ["provider_suspended"],
    rateLimit: "purchase",
  },
  {
    method: "GET",
    path: "/provider/service-requests",
    actor: "provider",
    owner: own,
    summary: "Service requests assigned to the signed-in provider",
    query: ListPortalRequests,
    response: { 200: z.strictObject({ service_requests: z.array(PortalRequest), ...page }) },
    errors: ["provider_suspended"],
    rateLimit: "browse",
  },
  {
    method: "GET",
    path: "/provider/service-requests/:id",
    actor: "provider",
    owner: own,
    summary: "One request with tasks, notes, intake and the moves the provider may make",
    params,
    response: { 200: request },
    errors: ["provider_suspended"],
    rateLimit: "browse",
  },
  {
    method: "POST",
    path: "/provider/service-requests/:id/status",
    actor: "provider",
    owner: own,
    summary: "Moves a request on, adds a note",
    params,
    body: ChangePortalRequest,
    response: { 200: request },
    errors: ["provider_suspended", "invalid_transition", "stale_version"],
    rateLimit: "purchase",
  },
  {
    method: "POST",
    path: "/provider/service-requests/:id/tasks/:task_id",
    actor: "provider",
    owner: own,
    summary: "Moves a task on, or hands it to the client or an authority",
    params: taskParams,
    body: ChangePortalTask,
    response: { 200: request },
    errors: ["provider_suspended", "invalid_transition", "stale_version", "task_blocked"],
    rateLimit: "purchase",
  },
  {
    method: "GET",
    path: "/provider/absences",
    actor: "provider",
    owner: self,
    summary: "Own absences that are not over, the next one first",
    query: z.strictObject({ order: orderQuery(["starts_at", "ends_at"], "starts_at"), ...pageQuery }),
    response: { 200: z.strictObject({ absences: z.array(AbsenceOut), ...page }) },
    errors: ["provider_suspended"],
    rateLimit: "browse",
  },
  {
    method: "POST",
    path: "/provider/absences",
    actor: "provider",
    owner: self,
    summary: "Adds an absence: new requests go elsewhere, those assigned already stay",
    body: AddPortalAbsence,
    response: { 201: z.strictObject({ absence: AbsenceOut }) },
    errors: ["provider_suspended"],
    rateLimit: "purchase",
  },
  {
    method: "DELETE",
    path: "/provider/absences/:id",
    actor: "provider",
    owner: self,
    summary: "Takes an absence back",
    params,
    response: { 200: z.strictObject({ id: z.string(), deleted: z.literal(true) }) },
    errors: ["provider_suspended"],
    rateLimit: "purchase",
  },
]
