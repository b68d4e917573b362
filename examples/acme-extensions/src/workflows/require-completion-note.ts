import { updateServiceRequestWorkflow } from "@atrium/service-provisioning/workflows"

import { acmeErrors } from "../contracts"

/** Requires a note to complete a request. Medusa allows one handler per hook, so no other plugin can use this hook. */
updateServiceRequestWorkflow.hooks.validate(async ({ change }) => {
  const hasNote = Boolean(change.notes?.trim())
  if (change.status === "completed" && !hasNote) throw acmeErrors.fail("completion_note_required")
})
