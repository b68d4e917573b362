import { defineErrors } from "@atrium/kernel"

/** Business failures of purchases and service requests. Payment codes are in `@atrium/payments/contracts`. */
export const provisioningErrors = defineErrors({
  idempotency_key_required: {
    status: 400,
    type: "invalid_data",
    message: "The Idempotency-Key header is missing or invalid.",
    retryable: false,
    suggested_action: "Send a random Idempotency-Key of 8 to 200 letters, digits, dashes or underscores.",
  },
  idempotency_key_reused: {
    status: 409,
    type: "conflict",
    message: "This Idempotency-Key was already used for another request.",
    retryable: false,
    suggested_action: "Use a new Idempotency-Key for a new request.",
  },
  purchase_in_progress: {
    status: 409,
    type: "conflict",
    message: "The same purchase is still being prepared.",
    retryable: true,
    suggested_action: "Wait a moment and send the same request again.",
  },
  purchase_expired: {
    status: 409,
    type: "conflict",
    message: "This purchase has expired.",
    retryable: false,
    suggested_action: "Start the purchase again. Nothing was charged.",
  },
  purchase_completed: {
    status: 409,
    type: "conflict",
    message: "This purchase is already paid.",
    retryable: false,
    suggested_action: "Open the confirmation of the purchase.",
  },
  service_unavailable: {
    status: 422,
    type: "not_allowed",
    message: "Something in this purchase is no longer available.",
    retryable: false,
    suggested_action: "Choose another service or plan. Nothing was charged.",
  },
  price_changed: {
    status: 422,
    type: "not_allowed",
    message: "The price has changed since this purchase was started.",
    retryable: false,
    suggested_action: "Start the purchase again to see the new price. Nothing was charged.",
  },
  quantity_exceeded: {
    status: 422,
    type: "not_allowed",
    message: "You can't buy that many of this service in one order.",
    retryable: false,
    suggested_action: "Reduce the quantity. Nothing was charged.",
  },
  cart_full: {
    status: 422,
    type: "not_allowed",
    message: "A cart can't have more than 100 lines.",
    retryable: false,
    suggested_action: "Change the quantity of a line, or remove one first.",
  },
  cart_completed: {
    status: 409,
    type: "conflict",
    message: "This cart has already been ordered.",
    retryable: false,
    suggested_action: "Open the order, or start a new cart.",
  },
  claim_link_invalid: {
    status: 422,
    type: "not_allowed",
    message: "This link has expired, was already used, or belongs to another account.",
    retryable: false,
    suggested_action: "Sign in to the account that asked for it, or request a new link.",
  },
  task_blocked: {
    status: 409,
    type: "conflict",
    message: "Another task must be completed first.",
    retryable: false,
    suggested_action: "Complete the tasks this one depends on, then try again.",
  },
})
