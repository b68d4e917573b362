import "server-only"
import { z } from "zod"

import { callShop, isApiError } from "@/lib/medusa"

const Documents = z.object({
  documents: z.array(z.object({ kind: z.enum(["receipt", "invoice", "credit_note"]), number: z.string() })),
})
export type OrderDocument = z.infer<typeof Documents>["documents"][number]

/** Returns the receipt, invoice and credit notes of one of the customer's orders; none while they are not issued. */
export const listOrderDocuments = async (token: string, id: string): Promise<OrderDocument[]> => {
  try {
    const path = `/store/orders/${encodeURIComponent(id)}/documents`
    return (await callShop({ path, response: Documents, token })).data.documents
  } catch (error) {
    if (isApiError(error) && error.status === 404) return []
    throw error
  }
}
