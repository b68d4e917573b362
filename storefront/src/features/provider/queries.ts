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

/** Who a token lets in, asked of the shop each time: a suspended provider is out at once. */
export type Admission = { state: "in"; provider: ProviderView } | { state: "out" } | { state: "suspended" }

/** Whether this token lets somebody in. Throws on silence and failure of the shop. */
export const admissionOf = async (token: string | undefined): Promise<Admission> => {
  if (!token) return { state: "out" }
  try {
    return { state: "in", provider: (await callRoute(routes, "GET /provider/me", { token })).data.provider }
  } catch (error) {
    if (isApiError(error) && error.status === 403) return { state: "suspended" }
    if (isApiError(error) && (error.status === 401 || error.status === 404)) return { state: "out" }
    throw error
  }
}

export const currentAdmission = cache(async (): Promise<Admission> => admissionOf(await providerToken()))

/** For the portal's pages and actions: the provider and the token, or off to the sign-in and back. */
export const requireProvider = async (path: string): Promise<{ provider: ProviderView; token: string }> => {
  const [admission, token] = await Promise.all([currentAdmission(), providerToken()])
  if (admission.state === "suspended") redirect("/provider/sign-in?suspended=1")
  if (admission.state === "out" || !token)
    redirect(`/provider/sign-in?${new URLSearchParams({ next: path }).toString()}`)
  return { provider: admission.provider, token }
}

/** Where the shop stops one list; more open requests than this are found on the page of all. */
export const MOST = 100

/** The provider's open requests, what is due first first. */
export const openRequests = async (token: string): Promise<{ requests: RequestView[]; count: number }> => {
  const status: ServiceRequestStatus[] = ["pending_contact", "team_assigned", "in_progress"]
  const { data } = await callRoute(routes, "GET /provider/service-requests", {
    query: { status, order: "due_at", limit: MOST },
    token,
  })
  return { requests: data.service_requests, count: data.count }
}

export const PAGE = 20

/** All requests the provider has or finished, newest first, narrowed by a word. */
export const searchRequests = async (
  token: string,
  { q, offset }: { q: string; offset: number }
): Promise<{ requests: RequestView[]; count: number }> => {
  const { data } = await callRoute(routes, "GET /provider/service-requests", {
    query: { q, limit: PAGE, offset },
    token,
  })
  return { requests: data.service_requests, count: data.count }
}

/** One of the provider's requests; undefined when there is none, or it is somebody else's. */
export const findRequest = async (token: string, id: string): Promise<RequestDetailView | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /provider/service-requests/:id", { params: { id }, token })
    return data.service_request
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

/** Absences that are not over, the next one first. */
export const listAbsences = async (token: string): Promise<AbsenceView[]> =>
  (await callRoute(routes, "GET /provider/absences", { query: { limit: MOST }, token })).data.absences
