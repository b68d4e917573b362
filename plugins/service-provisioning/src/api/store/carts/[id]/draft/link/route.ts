import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { emailDraftLink } from "../../../../../../use-cases/resume-checkout"
import { customerIdOf } from "../../../../../customer"

export const POST = handle(routes, "POST /store/carts/:id/draft/link", ({ params, body, actor, scope, res }) => {
  res.status(202)
  return emailDraftLink(scope, { cartId: params.id, customerId: customerIdOf(actor) }, body.email)
})
