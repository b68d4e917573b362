import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { currentStaff } from "../../../../use-cases/current-staff"
import { changeKey } from "../../../../use-cases/keys"

export const POST = handle(routes, "POST /admin/staff-keys/:id", async ({ params, body, scope, req }) => ({
  key: await changeKey(scope, knexOf(scope), currentStaff(req), params.id, body),
}))
