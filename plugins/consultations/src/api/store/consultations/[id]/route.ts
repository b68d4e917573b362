import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readByLink } from "../../../../use-cases/open-consultation"

export const GET = handle(routes, "GET /store/consultations/:id", async ({ params, query, scope }) => ({
  consultation: await readByLink(scope, { id: params.id, token: query.token }),
}))
