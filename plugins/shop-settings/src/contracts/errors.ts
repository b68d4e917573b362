import { defineErrors } from "@atrium/kernel"

export const shopSettingsErrors = defineErrors({
  slug_taken: {
    status: 409,
    type: "conflict",
    message: "Another page has this address.",
    retryable: false,
    suggested_action: "Choose another address, or edit the other page.",
  },
  too_many_pages: {
    status: 422,
    type: "not_allowed",
    message: "A shop has at most 50 pages.",
    retryable: false,
    suggested_action: "Delete a page first, or add the text to another one.",
  },
})
