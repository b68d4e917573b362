import { workHandler, workHandlers, WorkParked } from "@atrium/work-queue/extension-points"

import { ASSIGN_REQUEST, CHECK_PARKED } from "./domain/work-kinds"
import { sweepParkedRequests } from "./use-cases/sweep-parked-requests"
import { assignByPolicy } from "./workflows/assign-provider"

workHandlers.add(
  "provider-assignment",
  workHandler(ASSIGN_REQUEST, async ({ request_id }, { container, key }) => {
    const result = await assignByPolicy(container, { request_id, work_key: key })
    // Not a failure: a change that makes a provider eligible reopens the item, or Retry on Operations.
    if (result.outcome === "parked")
      throw new WorkParked(`No eligible provider for ${result.reference_number}`, "A provider who can take the request")
  })
)

workHandlers.add(
  "provider-assignment",
  workHandler(CHECK_PARKED, async (_payload, { container }) => {
    await sweepParkedRequests(container)
  })
)
