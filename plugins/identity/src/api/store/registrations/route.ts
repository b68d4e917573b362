import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { RequestRegistration } from "../../../contracts"
import { requestRegistrationLink } from "../../../use-cases/request-links"

export const POST = async (req: MedusaRequest<RequestRegistration>, res: MedusaResponse) => {
  await requestRegistrationLink(req.scope, req.validatedBody.email)
  res.status(202).json({ status: "email_sent" })
}
