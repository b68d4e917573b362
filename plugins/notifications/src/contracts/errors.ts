import { defineErrors } from "@atrium/kernel"

export const notificationErrors = defineErrors({
  unsubscribe_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link is incomplete or no longer works.",
    retryable: false,
    suggested_action: "Open the whole link from your email, or sign in to choose which emails you get.",
  },
})
