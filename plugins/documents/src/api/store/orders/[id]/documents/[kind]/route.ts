import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { openDocumentFile } from "../../../../../../use-cases/open-document-file"
import { findOrderDocument } from "../../../../../../use-cases/open-order-documents"
import { sendAttachment } from "../../../../../send-attachment"

export const GET = handle(
  routes,
  "GET /store/orders/:id/documents/:kind",
  async ({ scope, params, query, actor, res }) => {
    const customerId = actor.type === "customer" ? (actor.id ?? undefined) : undefined
    const asked = { orderId: params.id, kind: params.kind, number: query.number }
    const document = await findOrderDocument(scope, asked, { customerId, token: query.token })
    const content = await openDocumentFile(scope, document)
    sendAttachment(res, { name: `${document.number}.pdf`, mimeType: "application/pdf", content })
    return undefined
  }
)
