import "server-only"
import { TrackingResponse, type PublicTracking } from "@atrium/reference-tracking/contracts"
import { callShop } from "./client"
import { isApiError } from "@atrium/client"

export type TrackingView = PublicTracking

/** Where something stands; undefined when no number like this was given out. */
export const findTracking = async (reference: string): Promise<TrackingView | undefined> => {
  try {
    const path = `/store/tracking/${encodeURIComponent(reference)}`
    return (await callShop({ path, response: TrackingResponse })).data.tracking
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
}
