import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readOfferedTerms } from "../../../../use-cases/read-programmes"

export const GET = handle(routes, "GET /store/affiliate/programme", async ({ scope }) => ({
  programme: await readOfferedTerms(scope),
}))
