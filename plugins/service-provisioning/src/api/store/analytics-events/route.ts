import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { trackAnalytics } from "../../../use-cases/track-analytics"

export const POST = handle(routes, "POST /store/analytics-events", ({ body, actor, scope, req, res }) => {
  // Honors the browser's Do Not Track setting, whatever the page sent.
  const refused = req.headers["sec-gpc"] === "1" || req.headers.dnt === "1"
  const events = refused ? [] : body.events
  trackAnalytics(scope, { events, actor })
  res.status(202)
  return { accepted: events.length }
})
