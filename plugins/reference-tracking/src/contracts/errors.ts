import { defineErrors } from "@atrium/kernel"

export const errors = defineErrors({
  reference_not_found: {
    status: 404,
    type: "not_found",
    message: "We can't find that reference number.",
    retryable: false,
    suggested_action: "Compare it with the one in your confirmation email. It looks like SR-XXXX-XXXX-XXX.",
  },
})
