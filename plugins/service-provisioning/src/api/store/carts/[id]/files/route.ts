import { handle, uploadedFile } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { listCartFiles, sendCartFile } from "../../../../../use-cases/checkout-files"
import { customerIdOf } from "../../../../customer"

// The application's cart guard has checked who may use the cart.
export const GET = handle(routes, "GET /store/carts/:id/files", async ({ params, scope }) => ({
  files: await listCartFiles(scope, params.id),
}))

export const POST = handle(routes, "POST /store/carts/:id/files", async ({ params, query, actor, scope, req, res }) => {
  const sent = { questionId: query.question_id, file: uploadedFile(req), customerId: customerIdOf(actor) }
  const file = await sendCartFile(scope, { ...sent, cartId: params.id, lineItemId: query.line_item_id })
  res.status(201)
  return { file }
})
