import { knexOf } from "@atrium/server"
import type { MailAttachment } from "@atrium/notifications/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { findDocumentsWithSeller } from "../data/order-documents"
import { documentPdf } from "./document-pdf"

// Emails that an earlier release requested name no documents.
const Props = z.object({ document_ids: z.array(z.string()).default([]) })

/** The PDFs of an email about documents. They are not kept: rendering a document again makes the same file. */
export const openMailedDocuments = async (container: MedusaContainer, props: unknown): Promise<MailAttachment[]> => {
  const { document_ids: ids } = Props.parse(props)
  if (ids.length === 0) return []
  const files: MailAttachment[] = []
  for (const document of await findDocumentsWithSeller(knexOf(container), ids))
    files.push({
      filename: `${document.number}.pdf`,
      contentType: "application/pdf",
      content: await documentPdf({ document, seller: document.seller }),
    })
  return files
}
