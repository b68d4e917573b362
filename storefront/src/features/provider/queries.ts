import "server-only"
import {
  type AbsenceOut,
  type PortalMe,
  type PortalRequest,
  type PortalRequestDetail,
  routes,
} from "@atrium/provider-assignment/contracts"
import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"
import { redirect } from "next/navigation"
import { cache } from "react"

import { callRoute, isApiError } from "@/lib/medusa"

import { providerToken } from "./session"

export type ProviderView = PortalMe
export type RequestView = PortalRequest
export type RequestDetailView = PortalRequestDetail
export type TaskView = PortalRequestDetail["tasks"][number]
export type AbsenceView = AbsenceOut

/** What a token allows. Checked with the backend on each request, so that a suspension takes effect immediately. */
export type ProviderAccess =
  | { state: "active"; provider: ProviderView }
  | { state: "suspended" }
  | { state: "signed_out" }

/** Checks a token with the backend. Throws when the backend is unavailable or fails. */
export const checkProviderAccess = async (token: string | undefined): Promise<ProviderAccess> => {
  if (!token) return { state: "signed_out" }
  try {
    return { state: "active", provider: (await callRoute(routes, "GET /provider/me", { token })).data.provider }
  } catch (error) {
    if (isApiError(error) && error.status === 403) return { state: "suspended" }
    if (isApiError(error) && (error.status === 401 || error.status === 404)) return { state: "signed_out" }
    throw error
  }
}

export const currentProviderAccess = cache(async (): Promise<ProviderAccess> =>
  checkProviderAccess(await providerToken())
)

/** Returns the provider and their token. Others are redirected to the portal's sign-in page and back to `path`. */
export const requireProvider = async (path: string): Promise<{ provider: ProviderView; token: string }> => {
  const [access, token] = await Promise.all([currentProviderAccess(), providerToken()])
  if (access.state === "suspended") redirect("/provider/sign-in?suspended=1")
  if (access.state === "signed_out" || !token)
    redirect(`/provider/sign-in?${new URLSearchParams({ next: path }).toString()}`)
  return { provider: access.provider, token }
}

/** The backend's page limit. Providers find further open requests on the page of all requests. */
export const MAX_LIST_SIZE = 100

/** Returns the provider's open requests, earliest due date first. */
export const openRequests = async (token: string): Promise<{ requests: RequestView[]; count: number }> => {
  const status: ServiceRequestStatus[] = ["pending_contact", "team_assigned", "in_progress"]
  const { data } = await callRoute(routes, "GET /provider/service-requests", {
    query: { status, order: "due_at", limit: MAX_LIST_SIZE },
    token,
  })
  return { requests: data.service_requests, count: data.count }
}

export const REQUESTS_PER_PAGE = 20

/** Returns one page of the provider's requests, completed ones included, that match `q`; newest first. */
export const searchRequests = async (
  token: string,
  { q, offset }: { q: string; offset: number }
): Promise<{ requests: RequestView[]; count: number }> => {
  const { data } = await callRoute(routes, "GET /provider/service-requests", {
    query: { q, limit: REQUESTS_PER_PAGE, offset },
    token,
  })
  return { requests: data.service_requests, count: data.count }
}

/** Returns one of the provider's requests, or undefined when it doesn't exist or isn't assigned to them. */
export const findRequest = cache(async (token: string, id: string): Promise<RequestDetailView | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /provider/service-requests/:id", { params: { id }, token })
    return data.service_request
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

/** Returns current and upcoming absences, the next one first. */
export const listAbsences = async (token: string): Promise<AbsenceView[]> =>
  (await callRoute(routes, "GET /provider/absences", { query: { limit: MAX_LIST_SIZE }, token })).data.absences
