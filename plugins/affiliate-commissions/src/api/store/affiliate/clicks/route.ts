import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { recordClick } from "../../../../use-cases/record-click"

export const POST = handle(routes, "POST /store/affiliate/clicks", async ({ body, scope, req, res }) => {
  const id = await recordClick(scope, body, {
    address: req.ip,
    device: req.headers["user-agent"],
    refusesTracking: req.headers["sec-gpc"] === "1" || req.headers.dnt === "1",
  })
  if (id) return { click_id: id }
  res.status(202)
  return { click_id: null }
})
