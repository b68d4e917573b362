import "server-only"
import { type ConsultationOut, type OfferOut, routes, type SlotsOut } from "@atrium/consultations/contracts"
import { cache } from "react"

import { callRoute, isApiError } from "@/lib/medusa"

export type OfferView = OfferOut
export type SlotsView = SlotsOut
export type ConsultationView = ConsultationOut

/** 400 means that the address of the page is malformed, which is treated like an unknown one. */
const orUndefined = async <T>(found: Promise<T>): Promise<T | undefined> => {
  try {
    return await found
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

/** What a service offers; undefined when it offers no consultations. */
export const findOffer = cache((handle: string): Promise<OfferView | undefined> =>
  orUndefined(
    callRoute(routes, "GET /store/services/:handle/consultation", { params: { handle } }).then(
      ({ data }) => data.consultation
    )
  )
)

/** Two weeks of free times by day in a time zone; undefined when the service offers no consultations. */
export const findSlots = cache(
  (handle: string, timeZone: string, from: string | undefined): Promise<SlotsView | undefined> =>
    orUndefined(
      callRoute(routes, "GET /store/services/:handle/consultation-slots", {
        params: { handle },
        query: { time_zone: timeZone, ...(from ? { from } : {}) },
      }).then(({ data }) => data)
    )
)

/** The consultation of a link; undefined for a wrong one. */
export const findConsultation = cache(
  async (id: string, token: string | undefined): Promise<ConsultationView | undefined> =>
    token
      ? orUndefined(
          callRoute(routes, "GET /store/consultations/:id", { params: { id }, query: { token } }).then(
            ({ data }) => data.consultation
          )
        )
      : undefined
)
