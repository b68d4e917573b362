import { defineErrors } from "@atrium/kernel"

export const acmeErrors = defineErrors({
  completion_note_required: {
    status: 422,
    type: "not_allowed",
    message: "Completing a request needs a note on what was delivered.",
    retryable: false,
    suggested_action: "Add a note and complete the request again.",
  },
})
