import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { openDocumentFile } from "../../../../../use-cases/open-document-file"
import { requireDocument } from "../../../../../use-cases/open-order-documents"
import { sendAttachment } from "../../../../send-attachment"

export const GET = handle(routes, "GET /admin/order-documents/:id/file", async ({ scope, params, res }) => {
  const document = await requireDocument(scope, params.id)
  const content = await openDocumentFile(scope, document)
  sendAttachment(res, { name: `${document.number}.pdf`, mimeType: "application/pdf", content })
  return undefined
})
