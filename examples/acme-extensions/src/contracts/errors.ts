import { defineErrors } from "@atrium/kernel"

export const acmeErrors = defineErrors({
  call_summary_required: {
    status: 422,
    type: "not_allowed",
    message: "The welcome call has no summary yet.",
    retryable: false,
    suggested_action: "Open the call's page, write what was agreed, and complete the task again.",
  },
  completion_note_required: {
    status: 422,
    type: "not_allowed",
    message: "Completing a request needs a note on what was delivered.",
    retryable: false,
    suggested_action: "Add a note and complete the request again.",
  },
})
