import { defineRoutes } from "@atrium/kernel"
import { z } from "zod"

import { TrackingResponse } from "./tracking"

export const routes = defineRoutes("reference-tracking", [
  {
    method: "GET",
    path: "/store/tracking/:reference",
    actor: "anyone",
    owner: null,
    summary: "Where something stands, by its reference number",
    // Any text: a malformed number must be answered exactly like an unknown one, so nothing is refused here.
    params: z.strictObject({ reference: z.string() }),
    response: { 200: TrackingResponse },
    errors: ["reference_not_found"],
    rateLimit: "lookup",
  },
])
