import { defineErrors } from "@atrium/kernel"

export const auditErrors = defineErrors({
  audit_unavailable: {
    status: 503,
    type: "unexpected_state",
    message: "This action must be recorded in the audit log, which isn't available right now. Nothing was changed.",
    retryable: true,
    suggested_action: "Try again in a minute. If the problem persists, contact us with this request ID.",
  },
  export_too_large: {
    status: 422,
    type: "not_allowed",
    message: "More than 100,000 entries match.",
    retryable: false,
    suggested_action: "Narrow the filters, for example to fewer days, and export again.",
  },
})
