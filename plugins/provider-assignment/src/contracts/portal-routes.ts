import { fileId } from "@atrium/documents/contracts"
import { commonErrors, idText, orderQuery, pageQuery } from "@atrium/kernel"
import { provisioningErrors } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { assignmentErrors } from "./errors"
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

const self = { actor: "provider", owner: "the signed-in provider" } as const
const own = { actor: "provider", owner: "the provider the request is assigned to now" } as const
const params = z.strictObject({ id: idText })
const request = z.strictObject({ service_request: PortalRequestDetail })
const me = z.strictObject({ provider: PortalMe })
const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }
const suspended = assignmentErrors.codes("provider_suspended")

/** Routes of the provider portal; every route refuses a suspended provider. */
export const portalRoutes = {
  "POST /provider/invitations/accept": {
    actor: "anyone",
    owner: null,
    summary: "Sets the password of an invited provider with the one-time link of their email",
    body: AcceptInvitation,
    response: { 200: z.strictObject({ provider: z.strictObject({ name: z.string(), email: z.string() }) }) },
    errors: assignmentErrors.codes("invitation_invalid"),
    rateLimit: "login",
  },
  "GET /provider/me": {
    ...self,
    summary: "The signed-in provider",
    response: { 200: me },
    errors: suspended,
    rateLimit: "browse",
  },
  "POST /provider/me": {
    ...self,
    summary: "Changes the provider's phone number, time zone or weekly hours",
    body: UpdatePortalMe,
    response: { 200: me },
    errors: suspended,
    rateLimit: "purchase",
  },
  "GET /provider/service-requests": {
    ...own,
    summary: "Service requests assigned to the signed-in provider",
    query: ListPortalRequests,
    response: { 200: z.strictObject({ service_requests: z.array(PortalRequest), ...page }) },
    errors: suspended,
    rateLimit: "browse",
  },
  "GET /provider/service-requests/:id": {
    ...own,
    summary: "One request with tasks, notes, intake and the allowed statuses",
    params,
    response: { 200: request },
    errors: suspended,
    rateLimit: "browse",
  },
  "GET /provider/service-requests/:id/files/:file_id": {
    ...own,
    summary: "Downloads a file that answers a question of a request",
    params: z.strictObject({ id: idText, file_id: fileId }),
    response: { 200: z.string() },
    errors: suspended,
    rateLimit: "browse",
  },
  "POST /provider/service-requests/:id/status": {
    ...own,
    summary: "Changes the status of a request or adds a note",
    params,
    body: ChangePortalRequest,
    response: { 200: request },
    errors: [...suspended, ...commonErrors.codes("invalid_transition", "stale_version")],
    rateLimit: "purchase",
  },
  "POST /provider/service-requests/:id/tasks/:task_id": {
    ...own,
    summary: "Changes the status of a task, or assigns it to the client or an authority",
    params: z.strictObject({ id: idText, task_id: idText }),
    body: ChangePortalTask,
    response: { 200: request },
    errors: [
      ...suspended,
      ...commonErrors.codes("invalid_transition", "stale_version"),
      ...provisioningErrors.codes("task_blocked"),
    ],
    rateLimit: "purchase",
  },
  "GET /provider/absences": {
    ...self,
    summary: "The provider's current and future absences, the next one first",
    query: z.strictObject({ order: orderQuery(["starts_at", "ends_at"], "starts_at"), ...pageQuery }),
    response: { 200: z.strictObject({ absences: z.array(AbsenceOut), ...page }) },
    errors: suspended,
    rateLimit: "browse",
  },
  "POST /provider/absences": {
    ...self,
    summary: "Adds an absence: new requests go to others, assigned ones stay",
    body: AddPortalAbsence,
    response: { 201: z.strictObject({ absence: AbsenceOut }) },
    errors: suspended,
    rateLimit: "purchase",
  },
  "DELETE /provider/absences/:id": {
    ...self,
    summary: "Removes an absence",
    params,
    response: { 200: z.strictObject({ id: z.string(), deleted: z.literal(true) }) },
    errors: suspended,
    rateLimit: "purchase",
  },
} as const
