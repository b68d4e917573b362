import { defineErrors } from "@atrium/kernel"

/** What staff are refused with when they manage providers or assign by hand. */
export const assignmentErrors = defineErrors({
  capacity_exceeded: {
    status: 422,
    type: "not_allowed",
    message: "This provider has not enough free hours for this request.",
    retryable: false,
    suggested_action: "Choose another provider, take other work off this one, or raise its capacity.",
  },
  reason_needed: {
    status: 400,
    type: "invalid_data",
    message: "This choice sets a rule aside.",
    retryable: false,
    suggested_action: "Say why, or choose a provider that the rules allow.",
  },
  provider_not_active: {
    status: 422,
    type: "not_allowed",
    message: "This provider does not take work now.",
    retryable: false,
    suggested_action: "Choose an active provider, or let this one back in first.",
  },
  provider_email_taken: {
    status: 422,
    type: "not_allowed",
    message: "There is a provider with this mailbox already.",
    retryable: false,
    suggested_action: "Edit that provider, or use another mailbox.",
  },
})
