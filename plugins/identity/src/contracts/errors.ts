import { defineErrors } from "@atrium/kernel"

export const errors = defineErrors({
  registration_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has been used or has expired.",
    retryable: false,
    suggested_action: "Request a new link from the page where you create an account.",
  },
  email_change_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has been used or has expired, or it belongs to another account.",
    retryable: false,
    suggested_action: "Sign in to the account that asked for the change, or ask for the change again.",
  },
  email_shared: {
    status: 422,
    type: "not_allowed",
    message: "You use this email address for another kind of account too, so it can't be changed here.",
    retryable: false,
    suggested_action: "Contact us to change it.",
  },
  two_step_code_used: {
    status: 400,
    type: "not_allowed",
    message: "This code has already been used. Wait for a new code, then try again.",
    retryable: false,
    suggested_action: "Enter the next code from your authenticator app, or another recovery code.",
  },
})
