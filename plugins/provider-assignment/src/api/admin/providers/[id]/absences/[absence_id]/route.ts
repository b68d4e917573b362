import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts/routes"
import { removeAbsence } from "../../../../../../use-cases/change-absences"

export const DELETE = handle(
  routes,
  "DELETE /admin/providers/:id/absences/:absence_id",
  async ({ params: { id, absence_id }, scope }) => {
    await removeAbsence(scope, id, absence_id)
    return { id: absence_id, object: "absence" as const, deleted: true as const }
  }
)
