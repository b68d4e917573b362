import { commonErrors } from "@atrium/kernel"
import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listForProvider } from "../../../use-cases/read-consultations"

export const GET = handle(routes, "GET /provider/consultations", ({ actor, query, scope }) => {
  if (actor.type !== "provider" || actor.id === null) throw commonErrors.fail("unauthorized")
  return listForProvider(scope, actor.id, query)
})
