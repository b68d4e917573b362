import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readiness } from "../../config/readiness"

/** Alive is `/health` (core's); ready is: Postgres answers, every table is there, Redis answers where configured. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const checks = await readiness(req.scope)
  const ready = Object.values(checks).every((state) => state !== "failed")
  res
    .status(ready ? 200 : 503)
    .setHeader("Cache-Control", "no-store")
    .json({ status: ready ? "ready" : "not_ready", checks })
}
