import { defineErrors } from "@atrium/kernel"

/** Business failures of affiliates and their commissions. */
export const affiliateErrors = defineErrors({
  code_taken: {
    status: 409,
    type: "conflict",
    message: "This code is already taken.",
    retryable: false,
    suggested_action: "Choose another code, or leave it blank to generate one.",
  },
  already_enrolled: {
    status: 409,
    type: "conflict",
    message: "You're already an affiliate, with another code.",
    retryable: false,
    suggested_action: "Use your existing code. It's on your affiliate page.",
  },
  programme_closed: {
    status: 422,
    type: "not_allowed",
    message: "This program isn't accepting new affiliates.",
    retryable: false,
    suggested_action: "Contact us about other programs.",
  },
  rule_exists: {
    status: 409,
    type: "conflict",
    message: "This program already has a rule for this service.",
    retryable: false,
    suggested_action: "Change the existing rule.",
  },
})
