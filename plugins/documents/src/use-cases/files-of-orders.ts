import { knexOf, type PersonalFile } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { documentsOfOrder } from "../data/order-documents"
import { openDocumentFile } from "./open-document-file"

/** The PDFs of all documents of these orders. */
export const filesOfOrders = async (
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<PersonalFile[]> => {
  const files: PersonalFile[] = []
  for (const orderId of orderIds)
    for (const document of await documentsOfOrder(knexOf(container), orderId))
      files.push({ name: `${document.number}.pdf`, content: await openDocumentFile(container, document) })
  return files
}
