import { defineErrors } from "@atrium/kernel"

/** What the provider's own routes refuse with beyond the common errors. */
export const portalErrors = defineErrors({
  invitation_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This invitation does not work any more.",
    retryable: false,
    suggested_action: "Ask the shop to send you a new invitation.",
  },
  invitation_not_due: {
    status: 422,
    type: "not_allowed",
    message: "This provider has signed in already or is suspended.",
    retryable: false,
    suggested_action:
      "Invite only providers who have not set a password yet. Others set a new one from the sign-in page.",
  },
  provider_suspended: {
    status: 403,
    type: "forbidden",
    message: "Your access is suspended.",
    retryable: false,
    suggested_action: "Ask the shop why, and when you may work again.",
  },
})
