import { defineErrors } from "@atrium/kernel"

/** Errors of provider and assignment routes beyond the common ones. */
export const assignmentErrors = defineErrors({
  capacity_exceeded: {
    status: 422,
    type: "not_allowed",
    message: "This provider doesn't have enough free hours for this request.",
    retryable: false,
    suggested_action: "Choose another provider, reassign some of their work, or raise their capacity.",
  },
  reason_needed: {
    status: 400,
    type: "invalid_data",
    message: "This choice overrides a rule.",
    retryable: false,
    suggested_action: "Enter a reason, or choose a provider that the rules allow.",
  },
  provider_not_active: {
    status: 422,
    type: "not_allowed",
    message: "This provider isn't active.",
    retryable: false,
    suggested_action: "Choose an active provider, or reactivate this one first.",
  },
  provider_email_taken: {
    status: 422,
    type: "not_allowed",
    message: "A provider with this email address already exists.",
    retryable: false,
    suggested_action: "Edit that provider, or use another email address.",
  },
  invitation_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This invitation is no longer valid.",
    retryable: false,
    suggested_action: "Ask the shop to send you a new invitation.",
  },
  invitation_not_due: {
    status: 422,
    type: "not_allowed",
    message: "This provider has already signed in or is suspended.",
    retryable: false,
    suggested_action:
      "Invite only providers who haven't set a password yet. Others can reset theirs on the sign-in page.",
  },
  provider_suspended: {
    status: 403,
    type: "forbidden",
    message: "Your access is suspended.",
    retryable: false,
    suggested_action: "Contact the shop to find out why, and when you can work again.",
  },
})
