import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readProviderForStaff } from "../../../../use-cases/read-providers"
import { updateProvider } from "../../../../use-cases/update-provider"

export const GET = handle(routes, "GET /admin/providers/:id", async ({ params, scope }) => ({
  provider: await readProviderForStaff(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/providers/:id", async ({ params, body, scope }) => {
  await updateProvider(scope, params.id, body)
  return { provider: await readProviderForStaff(scope, params.id) }
})
