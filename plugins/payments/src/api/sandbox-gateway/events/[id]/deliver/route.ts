import { currentRequestId } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { redeliverSandboxEvent } from "../../../../../workflows/sandbox-payments"

export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  res.json({ event: await redeliverSandboxEvent(req.scope, String(req.params.id), currentRequestId()) })
}
