import "server-only"
import { cache } from "react"
import { type PublicTracking, routes } from "@atrium/reference-tracking/contracts"
import { callRoute } from "./client"
import { isApiError } from "@atrium/client"

export type TrackingView = PublicTracking

/** Returns the public status of a reference number, or undefined when it doesn't exist. */
export const findTracking = cache(async (reference: string): Promise<TrackingView | undefined> => {
  try {
    return (await callRoute(routes, "GET /store/tracking/:reference", { params: { reference } })).data.tracking
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
})
