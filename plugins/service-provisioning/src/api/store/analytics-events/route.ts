import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { TrackAnalytics } from "../../../contracts/purchases"
import { trackAnalytics } from "../../../use-cases/track-analytics"

/** A browser that says so is not followed, whatever a page sent. */
const refusesTracking = (req: MedusaRequest): boolean => req.headers["sec-gpc"] === "1" || req.headers.dnt === "1"

export const POST = (req: MedusaRequest<TrackAnalytics>, res: MedusaResponse) => {
  const events = refusesTracking(req) ? [] : req.validatedBody.events
  trackAnalytics(req.scope, { events, actor: actorOf(req) })
  res.status(202).json({ accepted: events.length })
}
