import { defineErrors } from "@atrium/kernel"

/** Errors of consultation routes beyond the common ones. */
export const consultationErrors = defineErrors({
  slot_taken: {
    status: 409,
    type: "conflict",
    message: "This time is no longer available.",
    retryable: false,
    suggested_action: "Choose another time.",
  },
  hold_expired: {
    status: 409,
    type: "conflict",
    message: "This time is no longer held for you.",
    retryable: false,
    suggested_action: "Choose a time again.",
  },
  consultation_closed: {
    status: 409,
    type: "conflict",
    message: "This consultation can no longer be changed.",
    retryable: false,
    suggested_action: "Book a new consultation, or contact us.",
  },
})
