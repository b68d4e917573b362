import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { recordBrowserEvents } from "../../../use-cases/record-events"

export const POST = handle(routes, "POST /store/analytics-events", async ({ body, scope, req, res }) => {
  // Honors the browser's Do Not Track setting, whatever the page sent.
  const refused = req.headers["sec-gpc"] === "1" || req.headers.dnt === "1"
  res.status(202)
  return { accepted: refused ? 0 : await recordBrowserEvents(scope, body) }
})
