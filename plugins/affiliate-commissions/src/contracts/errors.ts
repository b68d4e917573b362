import { defineErrors } from "@atrium/kernel"

/** Business failures of affiliates and their commissions. */
export const affiliateErrors = defineErrors({
  code_taken: {
    status: 409,
    type: "conflict",
    message: "Somebody else has this code already.",
    retryable: false,
    suggested_action: "Choose another code, or leave it empty and get one.",
  },
  already_enrolled: {
    status: 409,
    type: "conflict",
    message: "You are an affiliate already, with another code.",
    retryable: false,
    suggested_action: "Use the code you have; it is on your affiliate page.",
  },
  programme_closed: {
    status: 422,
    type: "not_allowed",
    message: "This programme takes nobody new.",
    retryable: false,
    suggested_action: "Ask us about another programme.",
  },
  rule_exists: {
    status: 409,
    type: "conflict",
    message: "This programme has a rule for this service already.",
    retryable: false,
    suggested_action: "Change the rule that is there.",
  },
})
