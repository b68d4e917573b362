import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readWelcomeCall, writeWelcomeCall } from "../../../../use-cases/welcome-calls"

export const GET = handle(routes, "GET /admin/welcome-calls/:id", async ({ scope, params }) => ({
  welcome_call: await readWelcomeCall(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/welcome-calls/:id", async ({ scope, params, body }) => ({
  welcome_call: await writeWelcomeCall(scope, { id: params.id, summary: body.summary }),
}))
