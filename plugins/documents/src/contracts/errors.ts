import { defineErrors } from "@atrium/kernel"

/** `seller_profile_incomplete` lists the missing fields in `details`. */
export const documentErrors = defineErrors({
  seller_profile_incomplete: {
    status: 422,
    type: "not_allowed",
    message: "The seller profile is incomplete, so no invoice can be issued.",
    retryable: false,
    suggested_action: "Fill in the missing fields under Settings, Seller profile.",
  },
  document_not_issued: {
    status: 409,
    type: "not_allowed",
    message: "This document isn't issued yet.",
    retryable: true,
    suggested_action: "Try again in a few minutes.",
  },
})
