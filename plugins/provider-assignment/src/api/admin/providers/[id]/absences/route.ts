import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { addProviderAbsence } from "../../../../../use-cases/change-absences"

export const POST = handle(routes, "POST /admin/providers/:id/absences", async ({ params, body, scope, res }) => {
  const absence = await addProviderAbsence(scope, params.id, body)
  res.status(201)
  return { absence }
})
