import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { removeAbsence } from "../../../../use-cases/change-absences"
import { providerIdOf } from "../../provider-id"

export const DELETE = handle(routes, "DELETE /provider/absences/:id", async ({ params: { id }, actor, scope }) => {
  await removeAbsence(scope, providerIdOf(actor), id)
  return { id, deleted: true as const }
})
