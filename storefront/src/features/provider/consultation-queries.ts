import "server-only"
import { type PortalConsultation, routes } from "@atrium/consultations/contracts"

import { callRoute } from "@/lib/medusa"

import { MAX_LIST_SIZE } from "./queries"

export type PortalConsultationView = PortalConsultation

/** Returns the provider's booked consultations that are not over, the next one first. */
export const upcomingConsultations = async (
  token: string
): Promise<{ consultations: PortalConsultationView[]; count: number }> => {
  const { data } = await callRoute(routes, "GET /provider/consultations", { query: { limit: MAX_LIST_SIZE }, token })
  return { consultations: data.consultations, count: data.count }
}
