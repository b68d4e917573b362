import { advanceClock, clock, commonErrors, setClock } from "@atrium/kernel"
import { env } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { MoveClock } from "../../../../config/routes"
import { shareClock } from "../../../../config/shared-redis"

/** Moves business time, in every process; in demo mode only. */
export const POST = async (req: MedusaRequest<MoveClock>, res: MedusaResponse) => {
  if (!env().demo) throw commonErrors.fail("not_found")
  const { now, advance_seconds: seconds } = req.validatedBody
  if (now) setClock(new Date(now))
  if (seconds) advanceClock(seconds)
  await shareClock()
  res.json({ now: clock.now().toISOString() })
}
