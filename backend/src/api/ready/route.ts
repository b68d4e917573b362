import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readyAnswer } from "../../config/operator-answers"

/** Whether this process can serve; also asked of workers, which answer it in `config/worker-answers.ts`. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { status, type, body } = await readyAnswer(req.scope)
  res.status(status).setHeader("Cache-Control", "no-store").setHeader("Content-Type", type).send(body)
}
