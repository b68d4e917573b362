import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"

import { FORWARD_EVENTS } from "./domain/work-kinds"
import { forwardEvents } from "./use-cases/forward-events"

workHandlers.add(
  "analytics",
  workHandler(FORWARD_EVENTS, (_, { container, signal }) => forwardEvents(container, signal))
)
