import { defineErrors } from "@atrium/kernel"

const TYPE = "payment_authorization_error"

/** Payment errors, with the same codes and messages for every gateway. */
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
    message: "Your card was declined because of insufficient funds.",
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
    message: "Your bank couldn't verify your identity.",
    retryable: true,
    suggested_action: "Try again and complete your bank's verification, or use another card.",
  },
  gateway_timeout: {
    status: 504,
    type: TYPE,
    message: "The payment provider didn't respond in time. You haven't been charged twice.",
    retryable: true,
    suggested_action: "Wait a moment, and check the status of your purchase before you pay again.",
  },
  gateway_unavailable: {
    status: 503,
    type: TYPE,
    message: "The payment provider can't be reached right now. You haven't been charged.",
    retryable: true,
    suggested_action: "Try again in a few minutes, or choose another payment method.",
  },
  amount_changed: {
    status: 409,
    type: TYPE,
    message: "The total changed after you started the payment. The payment was canceled and you haven't been charged.",
    retryable: false,
    suggested_action: "Check the new total and start the payment again.",
  },
  out_of_stock: {
    status: 409,
    type: TYPE,
    message: "Something in your cart is sold out. The payment was canceled and you haven't been charged.",
    retryable: false,
    suggested_action: "Remove what is sold out, or order fewer of it, and pay again.",
  },
  already_paid: {
    status: 409,
    type: TYPE,
    message: "This has already been paid. You haven't been charged again.",
    retryable: false,
    suggested_action: "View your order. There's nothing left to pay.",
  },
  payment_processing: {
    status: 409,
    type: TYPE,
    message: "Your bank is still processing your payment for this. You haven't been charged again.",
    retryable: false,
    suggested_action: "Wait for your bank, usually up to 6 working days. We'll email you either way.",
  },
  debit_failed: {
    status: 402,
    type: TYPE,
    message: "Your bank didn't make the payment.",
    retryable: true,
    suggested_action: "Check the account with your bank, or choose another payment method.",
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
    message: "This payment method is no longer available. You haven't been charged.",
    retryable: false,
    suggested_action: "Choose another payment method, or start again.",
  },
})

/** A code of the table above. */
export type PaymentErrorCode = keyof typeof paymentErrors.table

export const isPaymentErrorCode = (code: unknown): code is PaymentErrorCode =>
  typeof code === "string" && Object.hasOwn(paymentErrors.table, code)

export const PAYMENT_ERROR_CODES = Object.keys(paymentErrors.table).filter(isPaymentErrorCode)

/** Errors of the gateway's dashboard, the webhook, and changes of money by staff. */
export const gatewayErrors = defineErrors({
  invalid_signature: {
    status: 400,
    type: "invalid_data",
    message: "The signature of this event is invalid.",
    retryable: false,
    suggested_action: "Check the signing secret and the clock, and send the event with a new signature.",
  },
  amount_not_available: {
    status: 422,
    type: "not_allowed",
    message: "This is more than the remaining amount of the payment.",
    retryable: false,
    suggested_action: "Enter an amount up to what is authorized or captured.",
  },
  gateway_not_testable: {
    status: 422,
    type: "not_allowed",
    message: "This gateway has no connection to test.",
    retryable: false,
    suggested_action: "Make a purchase with it instead.",
  },
  order_change_open: {
    status: 409,
    type: "conflict",
    message: "This order has an open edit, return, claim, exchange or transfer. No money was moved.",
    retryable: false,
    suggested_action: "Confirm or cancel the order's open change, then try again.",
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
    message: "This order's payment hasn't been captured yet.",
    retryable: true,
    suggested_action: "Wait a minute for the capture, or capture the payment, or cancel the order.",
  },
  order_canceled: {
    status: 409,
    type: "conflict",
    message: "This order is canceled. Its remaining money is refunded automatically.",
    retryable: false,
    suggested_action: "Wait a few minutes, then check the order's payments again.",
  },
  captured_in_part: {
    status: 409,
    type: "conflict",
    message: "Part of this payment was captured in the payment provider's dashboard; the rest was released.",
    retryable: false,
    suggested_action: "Wait a minute. The captured amount is recorded automatically.",
  },
  idempotency_key_reused: {
    status: 409,
    type: "conflict",
    message: "This idempotency key was already used for something else.",
    retryable: false,
    suggested_action: "Use a new key for a new request.",
  },
})

/** Refusals of codes that a shopper adds to a cart. The reason is in the details. */
export const couponErrors = defineErrors({
  coupon_refused: {
    status: 422,
    type: "not_allowed",
    message: "This code can't be used for your cart.",
    retryable: false,
    suggested_action: "Check the code, or continue without it.",
  },
})
