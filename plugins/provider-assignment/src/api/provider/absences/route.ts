import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { addOwnAbsence, listOwnAbsences } from "../../../use-cases/change-absences"
import { providerIdOf } from "../provider-id"

export const GET = handle(routes, "GET /provider/absences", ({ query, actor, scope }) =>
  listOwnAbsences(scope, providerIdOf(actor), query)
)

export const POST = handle(routes, "POST /provider/absences", async ({ body, actor, scope, res }) => {
  const absence = await addOwnAbsence(scope, providerIdOf(actor), body)
  res.status(201)
  return { absence }
})
