import type { Actor } from "@atrium/kernel"
import type { MedusaRequest } from "@medusajs/framework/http"

import { customerIdOf } from "./customer"

/** What a request shows to open a draft without a cart. */
export const planDraftOf = (draftId: string, { req, actor }: { req: MedusaRequest; actor: Actor }) => {
  const token = req.headers["x-draft-token"]
  return { draftId, token: typeof token === "string" ? token : "", customerId: customerIdOf(actor) }
}
