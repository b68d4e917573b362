import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { startDraft } from "../../../use-cases/checkout-drafts"
import { customerIdOf } from "../../customer"

export const POST = handle(routes, "POST /store/checkout-drafts", async ({ body, actor, scope, res }) => {
  const draft = await startDraft(scope, customerIdOf(actor), body)
  res.status(201)
  return { draft }
})
