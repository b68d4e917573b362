import { updateServiceRequestWorkflow } from "@atrium/service-provisioning/workflows"

import { acmeErrors } from "../contracts"

/** Medusa allows one handler per hook in a process: a second plugin that subscribes to this one stops the start. */
updateServiceRequestWorkflow.hooks.validate(async ({ change }) => {
  const hasNote = Boolean(change.notes?.trim())
  if (change.status === "completed" && !hasNote) throw acmeErrors.fail("completion_note_required")
})
