import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readForStaff } from "../../../../use-cases/read-consultations"

export const GET = handle(routes, "GET /admin/consultations/:id", async ({ params, scope }) => ({
  consultation: await readForStaff(scope, params.id),
}))
