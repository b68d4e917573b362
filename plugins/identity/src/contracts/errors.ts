import { defineErrors } from "@atrium/kernel"

export const errors = defineErrors({
  registration_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has been used or has expired.",
    retryable: false,
    suggested_action: "Request a new link from the page where you create an account.",
  },
  two_step_code_used: {
    status: 400,
    type: "not_allowed",
    message: "This code has already been used. Wait for a new code, then try again.",
    retryable: false,
    suggested_action: "Enter the next code from your authenticator app, or another recovery code.",
  },
})
