import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { resendMessage } from "../../../../../use-cases/resend-message"

export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ message: await resendMessage(req.scope, String(req.params.id)) })
}
