import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { listKeys } from "../../../use-cases/keys"

export const GET = handle(routes, "GET /admin/staff-keys", async ({ scope }) => ({
  keys: await listKeys(scope, knexOf(scope)),
}))
