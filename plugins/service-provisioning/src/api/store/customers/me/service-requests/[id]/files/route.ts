import { handle, uploadedFile } from "@atrium/server"

import { routes } from "../../../../../../../contracts"
import { sendRequestFile } from "../../../../../../../use-cases/request-files"
import { signedInCustomer } from "../../../../../../customer"

export const POST = handle(
  routes,
  "POST /store/customers/me/service-requests/:id/files",
  async ({ params, query, actor, scope, req, res }) => {
    const file = await sendRequestFile(scope, {
      requestId: params.id,
      customerId: signedInCustomer(actor),
      questionId: query.question_id,
      file: uploadedFile(req),
    })
    res.status(201)
    return { file }
  }
)
