import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { createProvider } from "../../../use-cases/create-provider"
import { listProvidersForStaff, readProviderForStaff } from "../../../use-cases/read-providers"

export const GET = handle(routes, "GET /admin/providers", ({ query, scope }) => listProvidersForStaff(scope, query))

export const POST = handle(routes, "POST /admin/providers", async ({ body, scope, res }) => {
  const { id } = await createProvider(scope, body)
  res.status(201)
  return { provider: await readProviderForStaff(scope, id) }
})
