import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { askAsCustomer } from "../../../../../use-cases/ask-privacy"
import { listOwnRequests } from "../../../../../use-cases/own-privacy-requests"
import { signedInOf } from "../../../../own-account"

export const GET = handle(routes, "GET /store/customers/me/privacy-requests", async ({ req, scope }) => ({
  privacy_requests: await listOwnRequests(scope, signedInOf(req).actorId),
}))

export const POST = handle(routes, "POST /store/customers/me/privacy-requests", async ({ req, body, scope, res }) => {
  await askAsCustomer(scope, { kind: body.kind, customerId: signedInOf(req).actorId })
  res.status(202)
  return { status: "email_sent" as const }
})
