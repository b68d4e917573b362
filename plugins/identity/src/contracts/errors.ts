import { defineErrors } from "@atrium/kernel"

export const errors = defineErrors({
  registration_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has been used or has expired.",
    retryable: false,
    suggested_action: "Request a new link from the page where you create an account.",
  },
})
