import { defineErrors } from "@atrium/kernel"

export const acmeErrors = defineErrors({
  call_summary_required: {
    status: 422,
    type: "not_allowed",
    message: "The welcome call has no summary yet.",
    retryable: false,
    suggested_action: "Add a summary on the call's page, then complete the task again.",
  },
  completion_note_required: {
    status: 422,
    type: "not_allowed",
    message: "A note about what was delivered is required to complete this request.",
    retryable: false,
    suggested_action: "Add a note and complete the request again.",
  },
})
