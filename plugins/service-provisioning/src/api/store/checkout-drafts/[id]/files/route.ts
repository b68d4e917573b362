import { handle, uploadedFile } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { listDraftFiles, sendDraftFile } from "../../../../../use-cases/checkout-files"
import { planDraftOf } from "../../../../draft-access"

export const GET = handle(routes, "GET /store/checkout-drafts/:id/files", async ({ params, scope, ...call }) => ({
  files: await listDraftFiles(scope, planDraftOf(params.id, call)),
}))

export const POST = handle(
  routes,
  "POST /store/checkout-drafts/:id/files",
  async ({ params, query, scope, res, ...call }) => {
    const access = planDraftOf(params.id, call)
    const sent = { questionId: query.question_id, file: uploadedFile(call.req), customerId: access.customerId }
    const file = await sendDraftFile(scope, access, sent)
    res.status(201)
    return { file }
  }
)
