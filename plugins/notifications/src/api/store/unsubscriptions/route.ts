import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { unsubscribe } from "../../../use-cases/email-preferences"

export const POST = handle(routes, "POST /store/unsubscriptions", async ({ body, scope }) => ({
  status: "unsubscribed" as const,
  ...(await unsubscribe(scope, body.token)),
}))
