/** Message for a failed payment: what happened, and what to do next. */
export type DeclineMessage = { title: string; advice: string; canRetry: boolean }

const NOTHING_CHARGED = "Nothing was charged."

/** Messages by error code. The codes are the same for every gateway. */
const MESSAGES = {
  card_declined: {
    title: "Your card was declined",
    advice: `${NOTHING_CHARGED} Try another card, or contact your bank.`,
    canRetry: true,
  },
  insufficient_funds: {
    title: "This card has insufficient funds",
    advice: `${NOTHING_CHARGED} Try another card, or add funds and pay again.`,
    canRetry: true,
  },
  expired_card: {
    title: "This card has expired",
    advice: `${NOTHING_CHARGED} Check the expiry date, or use another card.`,
    canRetry: true,
  },
  authentication_failed: {
    title: "Your bank couldn't confirm it's you",
    advice: `${NOTHING_CHARGED} Pay again and confirm with your bank, or use another card.`,
    canRetry: true,
  },
  gateway_timeout: {
    title: "Your bank is taking longer than usual",
    advice: "We'll email you when your bank responds. Don't pay again yet.",
    canRetry: false,
  },
  gateway_unavailable: {
    title: "Card payments aren't available right now",
    advice: `${NOTHING_CHARGED} Wait a minute, then pay again. Your details are saved.`,
    canRetry: true,
  },
  amount_changed: {
    title: "The price has changed since you opened this page",
    advice: `${NOTHING_CHARGED} Reload this page to see the new price.`,
    canRetry: false,
  },
  out_of_stock: {
    title: "Something in your cart is sold out",
    advice: `${NOTHING_CHARGED} Remove what is sold out, or order fewer of it, and pay again.`,
    canRetry: false,
  },
  already_paid: {
    title: "You've already paid for this",
    advice: "You don't need to pay again. Check your email for the confirmation.",
    canRetry: false,
  },
  payment_processing: {
    title: "Your bank is still processing your payment",
    advice: "Don't pay again. We'll email you when your bank has decided, usually within 6 working days.",
    canRetry: false,
  },
  debit_failed: {
    title: "Your bank didn't make the payment",
    advice: `${NOTHING_CHARGED} Check the account with your bank, or pay another way.`,
    canRetry: true,
  },
  not_paid: {
    title: "Your payment didn't go through",
    advice: `${NOTHING_CHARGED} Pay again with this card or another one.`,
    canRetry: true,
  },
  payment_method_unavailable: {
    title: "This payment method is no longer available",
    advice: `${NOTHING_CHARGED} Use another payment method, or start again from the service's page.`,
    canRetry: false,
  },
  payment_canceled: {
    title: "You canceled the payment",
    advice: `${NOTHING_CHARGED} Your details are saved. Pay again, or choose another way to pay.`,
    canRetry: true,
  },
  window_closed: {
    title: "You closed the payment window",
    advice: "If you approved the payment on your phone, we'll email you the confirmation. Otherwise, pay again.",
    canRetry: true,
  },
  network_failed: {
    title: "We couldn't reach the payment service",
    advice: "Check your connection, then pay again. You won't be charged twice.",
    canRetry: true,
  },
  too_many_requests: {
    title: "Too many attempts",
    advice: `${NOTHING_CHARGED} Wait a minute, then pay again.`,
    canRetry: true,
  },
  expired: {
    title: "This purchase has expired",
    advice: `${NOTHING_CHARGED} Start again from the service's page.`,
    canRetry: false,
  },
} as const satisfies Record<string, DeclineMessage>

export type DeclineCode = keyof typeof MESSAGES

export const DECLINE_CODES = Object.keys(MESSAGES) as readonly DeclineCode[]

const isDeclineCode = (code: string): code is DeclineCode => Object.hasOwn(MESSAGES, code)

const UNKNOWN: DeclineMessage = {
  title: "Your payment didn't go through",
  advice: "Your details are saved. Pay again, or use another card.",
  canRetry: true,
}

/** Returns the message for an error code. Unknown codes get a general message, never the code itself. */
export const declineMessage = (code: string | null | undefined): DeclineMessage =>
  code && isDeclineCode(code) ? MESSAGES[code] : UNKNOWN
