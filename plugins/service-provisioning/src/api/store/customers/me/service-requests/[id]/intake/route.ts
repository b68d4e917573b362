import { handle } from "@atrium/server"

import { routes } from "../../../../../../../contracts"
import { answerIntake } from "../../../../../../../use-cases/answer-intake"
import { readOwnRequest } from "../../../../../../../use-cases/read-service-requests"
import { signedInCustomer } from "../../../../../../customer"

export const POST = handle(
  routes,
  "POST /store/customers/me/service-requests/:id/intake",
  async ({ params, body, actor, scope }) => {
    const customerId = signedInCustomer(actor)
    await answerIntake(scope, { requestId: params.id, customerId, answers: body.intake })
    return { service_request: await readOwnRequest(scope, customerId, params.id) }
  }
)
