import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { errors } from "./errors"
import { TrackingResponse } from "./tracking"

export const routes = defineRouteTable("reference-tracking", {
  "GET /store/tracking/:reference": {
    actor: "anyone",
    owner: null,
    summary: "The status of something, by its reference number",
    // Any text: a malformed number must be answered exactly like an unknown one, so nothing is refused here.
    params: z.strictObject({ reference: z.string() }),
    response: { 200: TrackingResponse },
    errors: errors.codes("reference_not_found"),
    rateLimit: "lookup",
  },
})
