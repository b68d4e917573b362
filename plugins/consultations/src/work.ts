import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"

import { REMIND_VISITOR } from "./domain/work-kinds"
import { remindVisitor } from "./use-cases/remind-visitor"

workHandlers.add(
  "consultations",
  workHandler(REMIND_VISITOR, (reminder, { container }) => remindVisitor(container, reminder))
)
