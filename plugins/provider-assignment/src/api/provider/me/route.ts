import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { readOwnProfile } from "../../../use-cases/read-providers"
import { updateOwnProfile } from "../../../use-cases/update-provider"
import { providerIdOf } from "../provider-id"

export const GET = handle(routes, "GET /provider/me", async ({ actor, scope }) => ({
  provider: await readOwnProfile(scope, providerIdOf(actor)),
}))

export const POST = handle(routes, "POST /provider/me", async ({ body, actor, scope }) => {
  const id = providerIdOf(actor)
  await updateOwnProfile(scope, id, body)
  return { provider: await readOwnProfile(scope, id) }
})
