import type { MedusaRequest, MedusaStoreRequest } from "@medusajs/framework/http"

/** The sales channels of the request's publishable key; core refuses requests under /store without one. */
export const salesChannelsOf = (
  req: MedusaRequest & Partial<Pick<MedusaStoreRequest, "publishable_key_context">>
): readonly string[] => {
  if (!req.publishable_key_context) throw new Error("A request under /store has no publishable key")
  return req.publishable_key_context.sales_channel_ids
}
