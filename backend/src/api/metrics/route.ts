import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { metricsAnswer } from "../../config/operator-answers"

/** Metrics of this process for a monitor. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { status, type, body } = await metricsAnswer(req)
  res.status(status).setHeader("Content-Type", type).send(body)
}
