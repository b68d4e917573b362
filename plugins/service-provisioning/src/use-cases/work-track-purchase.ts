import { registerWorkHandler } from "@atrium/work-queue/workflows"
import { Modules } from "@medusajs/framework/utils"

import { TRACK_PURCHASE } from "../domain/work-kinds"

// The shop's own word that a purchase was completed: a browser that is closed after paying tells nothing.
registerWorkHandler(TRACK_PURCHASE, async (purchase, { container }) => {
  await container
    .resolve(Modules.ANALYTICS)
    .track({ event: "purchase_completed", properties: { ...purchase, source: "server" } })
})
