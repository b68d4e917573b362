import { credentialOf, handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readForStaff } from "../../../../use-cases/staff-privacy-requests"

export const GET = handle(routes, "GET /admin/privacy-requests/:id", async ({ params, scope, req }) => ({
  privacy_request: await readForStaff(scope, params.id, credentialOf(req)),
}))
