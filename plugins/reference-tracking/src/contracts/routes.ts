import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { errors } from "./errors"
import { TrackingResponse } from "./tracking"

export const routes = defineRouteTable("reference-tracking", {
  "GET /store/tracking/:reference": {
    actor: "anyone",
    owner: null,
    summary: "The status of a subject by its reference number",
    // Any text: a malformed number must get the same response as an unknown one, so nothing is refused here.
    params: z.strictObject({ reference: z.string() }),
    response: { 200: TrackingResponse },
    errors: errors.codes("reference_not_found"),
    rateLimit: "lookup",
  },
})
