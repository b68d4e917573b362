import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { readServiceRequestForStaff } from "../../../../../use-cases/read-service-requests"
import { setRequestClock } from "../../../../../use-cases/set-request-clock"

export const POST = handle(routes, "POST /admin/service-requests/:id/clock", async ({ params, body, scope }) => {
  await setRequestClock(scope, params.id, body)
  return { service_request: await readServiceRequestForStaff(scope, params.id) }
})
