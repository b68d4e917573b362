import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { inviteProvider } from "../../../../../use-cases/invite-provider"
import { readProviderForStaff } from "../../../../../use-cases/read-providers"

export const POST = handle(routes, "POST /admin/providers/:id/invitation", async ({ params, scope }) => {
  const { id } = await readProviderForStaff(scope, params.id)
  await inviteProvider(scope, id)
  return { provider: await readProviderForStaff(scope, id) }
})
