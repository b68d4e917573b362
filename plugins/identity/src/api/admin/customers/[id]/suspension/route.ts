import { credentialOf, handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { readSuspension, suspendCustomer } from "../../../../../use-cases/suspend-customer"

export const GET = handle(routes, "GET /admin/customers/:id/suspension", async ({ params, scope }) => ({
  suspension: await readSuspension(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/customers/:id/suspension", async ({ params, body, scope, req }) => ({
  suspension: await suspendCustomer(scope, { ...body, id: params.id }, credentialOf(req)),
}))
