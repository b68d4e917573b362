import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { emailDraftLink } from "../../../../../use-cases/resume-checkout"
import { planDraftOf } from "../../../../draft-access"

export const POST = handle(routes, "POST /store/checkout-drafts/:id/link", ({ params, body, scope, res, ...call }) => {
  res.status(202)
  return emailDraftLink(scope, planDraftOf(params.id, call), body.email)
})
