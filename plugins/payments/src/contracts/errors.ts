import { defineErrors } from "@atrium/kernel"

const TYPE = "payment_authorization_error"

/** What can go wrong with a payment: the same codes and sentences for every gateway. */
export const paymentErrors = defineErrors({
  card_declined: {
    status: 402,
    type: TYPE,
    message: "Your card was declined.",
    retryable: true,
    suggested_action: "Try another card or payment method.",
  },
  insufficient_funds: {
    status: 402,
    type: TYPE,
    message: "The bank declined this card because it does not have enough funds.",
    retryable: true,
    suggested_action: "Try another card, or add funds and try again.",
  },
  expired_card: {
    status: 402,
    type: TYPE,
    message: "This card has expired.",
    retryable: true,
    suggested_action: "Check the expiry date, or try another card.",
  },
  authentication_failed: {
    status: 402,
    type: TYPE,
    message: "Your bank could not confirm that it is you.",
    retryable: true,
    suggested_action: "Try again and complete the check your bank asks for, or use another card.",
  },
  gateway_timeout: {
    status: 504,
    type: TYPE,
    message: "The payment company did not answer in time. You have not been charged twice.",
    retryable: true,
    suggested_action: "Wait a moment and check the state of your purchase before you pay again.",
  },
  gateway_unavailable: {
    status: 503,
    type: TYPE,
    message: "The payment company cannot be reached right now. You have not been charged.",
    retryable: true,
    suggested_action: "Try again in a few minutes, or choose another payment method.",
  },
  amount_changed: {
    status: 409,
    type: TYPE,
    message: "The total changed after the payment was started. The payment is released and nothing is charged.",
    retryable: false,
    suggested_action: "Check the new total and start the payment again.",
  },
  already_paid: {
    status: 409,
    type: TYPE,
    message: "This is already paid. You have not been charged again.",
    retryable: false,
    suggested_action: "Check your order; there is nothing left to pay.",
  },
  not_paid: {
    status: 402,
    type: TYPE,
    message: "The payment is not complete yet.",
    retryable: true,
    suggested_action: "Finish the payment, then try again.",
  },
  payment_method_unavailable: {
    status: 422,
    type: "not_allowed",
    message: "This payment method is no longer available. You have not been charged.",
    retryable: false,
    suggested_action: "Choose another payment method, or start again.",
  },
})

/** A code of the table above. */
export type PaymentErrorCode = keyof typeof paymentErrors.table

export const isPaymentErrorCode = (code: unknown): code is PaymentErrorCode =>
  typeof code === "string" && Object.hasOwn(paymentErrors.table, code)

export const PAYMENT_ERROR_CODES = Object.keys(paymentErrors.table).filter(isPaymentErrorCode)

/** What only the gateway's own pages and our webhook can answer. */
export const gatewayErrors = defineErrors({
  invalid_signature: {
    status: 400,
    type: "invalid_data",
    message: "The signature of this event is not valid.",
    retryable: false,
    suggested_action: "Check the signing secret and the clock, and send the event with a fresh signature.",
  },
  amount_not_available: {
    status: 422,
    type: "not_allowed",
    message: "This is more than the payment has left.",
    retryable: false,
    suggested_action: "Use an amount up to what is authorised or captured.",
  },
  order_change_open: {
    status: 409,
    type: "conflict",
    message: "This order has an open edit, return, claim, exchange or transfer. No money was moved.",
    retryable: false,
    suggested_action: "Confirm or cancel the open change of the order, then try again.",
  },
  order_busy: {
    status: 409,
    type: "conflict",
    message: "Another refund or change of this order is still in progress. No money was moved.",
    retryable: true,
    suggested_action: "Wait a minute, then try again.",
  },
  payment_not_captured: {
    status: 409,
    type: "conflict",
    message: "The payment of this order is not captured yet.",
    retryable: true,
    suggested_action: "Wait a minute for the capture, or capture the payment or cancel the order.",
  },
  order_canceled: {
    status: 409,
    type: "conflict",
    message: "This order is canceled. What it still holds is refunded automatically.",
    retryable: false,
    suggested_action: "Wait a few minutes, then check the order's payments again.",
  },
  captured_in_part: {
    status: 409,
    type: "conflict",
    message: "Part of this payment was captured on the payment company's own pages; the rest was released.",
    retryable: false,
    suggested_action: "Wait a minute: what was taken is booked automatically.",
  },
  idempotency_key_reused: {
    status: 409,
    type: "conflict",
    message: "This idempotency key was used for something else.",
    retryable: false,
    suggested_action: "Use a new key for a new request.",
  },
})
