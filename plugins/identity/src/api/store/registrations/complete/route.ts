import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { recordSecurityEvent } from "../../../../use-cases/record-security-event"
import { completeRegistrationWorkflow } from "../../../../workflows"

export const POST = handle(routes, "POST /store/registrations/complete", async ({ body, scope, res }) => {
  const { result: customer } = await completeRegistrationWorkflow(scope).run({ input: body })
  await recordSecurityEvent(scope, {
    action: "identity.registered",
    actor: { type: "customer", id: customer.id, email: customer.email },
  })
  res.status(201)
  return { customer }
})
