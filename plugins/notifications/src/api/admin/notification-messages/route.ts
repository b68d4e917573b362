import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListMessagesQuery } from "../../../contracts"
import { listMessages } from "../../../workflows/list-messages"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const query = req.validatedQuery as ListMessagesQuery
  const { messages, count } = await listMessages(req.scope, query)
  res.json({ messages, count, offset: query.offset, limit: query.limit })
}
