import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { resumeCheckout } from "../../../use-cases/resume-checkout"

export const POST = handle(routes, "POST /store/resumed-checkouts", ({ body, scope }) =>
  resumeCheckout(scope, body.token)
)
