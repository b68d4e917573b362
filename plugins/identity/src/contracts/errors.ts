import { defineErrors } from "@atrium/kernel"

export const errors = defineErrors({
  account_suspended: {
    status: 403,
    type: "forbidden",
    message: "This account is suspended.",
    retryable: false,
    suggested_action: "Contact us.",
  },
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
  privacy_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has been used or has expired.",
    retryable: false,
    suggested_action: "Ask for your data again.",
  },
  erasure_blocked: {
    status: 409,
    type: "not_allowed",
    message: "Your data can't be erased yet, because something is still open.",
    retryable: false,
    suggested_action: "Wait until it is finished, or contact us.",
  },
  second_person_required: {
    status: 403,
    type: "forbidden",
    message: "An erasure must be confirmed by another person than the one who asked for it.",
    retryable: false,
    suggested_action: "Ask someone else with access to privacy requests to confirm it.",
  },
  no_personal_data: {
    status: 404,
    type: "not_found",
    message: "No customer data was found for this email address.",
    retryable: false,
    suggested_action: "Check the email address.",
  },
  two_step_code_used: {
    status: 400,
    type: "not_allowed",
    message: "This code has already been used. Wait for a new code, then try again.",
    retryable: false,
    suggested_action: "Enter the next code from your authenticator app, or another recovery code.",
  },
})
