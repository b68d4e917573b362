import { advanceClock, clock, commonErrors, setClock } from "@atrium/kernel"
import { env, handle } from "@atrium/server"

import { backendRoutes } from "../../../../config/routes"
import { shareClock } from "../../../../config/shared-redis"

/** Moves business time in every process; only in demo mode. */
export const POST = handle(backendRoutes, "POST /admin/demo/clock", async ({ body }) => {
  if (!env().demo) throw commonErrors.fail("not_found")
  const { now, advance_seconds: seconds } = body
  if (now) setClock(new Date(now))
  if (seconds) advanceClock(seconds)
  await shareClock()
  return { now: clock.now().toISOString() }
})
