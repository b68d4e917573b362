import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { issueDocuments } from "../../../use-cases/issue-documents"
import { documentsForStaff, listOrderDocuments } from "../../../use-cases/open-order-documents"

export const GET = handle(routes, "GET /admin/order-documents", ({ scope, query }) => listOrderDocuments(scope, query))

export const POST = handle(routes, "POST /admin/order-documents", async ({ scope, body }) => {
  await issueDocuments(scope, body.order_id)
  return { order_documents: await documentsForStaff(scope, body.order_id) }
})
