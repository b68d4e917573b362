/** What a shopper reads when a payment did not go through: what happened, and what to do next. */
export type DeclineWords = { title: string; advice: string; canRetry: boolean }

const NOTHING_CHARGED = "Nothing was charged."

/** Codes are the same for every gateway; the words are the shop's. */
const WORDS = {
  card_declined: {
    title: "The bank declined this card",
    advice: `${NOTHING_CHARGED} Try another card or call your bank.`,
    canRetry: true,
  },
  insufficient_funds: {
    title: "This card has insufficient funds",
    advice: `${NOTHING_CHARGED} Try another card, or top this one up and pay again.`,
    canRetry: true,
  },
  expired_card: {
    title: "This card has expired",
    advice: `${NOTHING_CHARGED} Check the expiry date, or use another card.`,
    canRetry: true,
  },
  authentication_failed: {
    title: "Your bank couldn't confirm it's you",
    advice: `${NOTHING_CHARGED} Pay again and confirm in your bank's step, or use another card.`,
    canRetry: true,
  },
  gateway_timeout: {
    title: "Your bank is taking longer than usual",
    advice: "We'll email you when your bank responds. Don't pay again yet.",
    canRetry: false,
  },
  gateway_unavailable: {
    title: "Card payments aren't available right now",
    advice: `${NOTHING_CHARGED} Wait a minute, then pay again. Everything you entered stays here.`,
    canRetry: true,
  },
  amount_changed: {
    title: "The price has changed since you opened this page",
    advice: `${NOTHING_CHARGED} Load this page again to see the new price, then decide.`,
    canRetry: false,
  },
  already_paid: {
    title: "You've already paid for this",
    advice: "You don't need to pay again. Open your confirmation.",
    canRetry: false,
  },
  not_paid: {
    title: "The payment hasn't arrived",
    advice: `${NOTHING_CHARGED} Pay again with this card or another one.`,
    canRetry: true,
  },
  payment_method_unavailable: {
    title: "This payment method is no longer available",
    advice: `${NOTHING_CHARGED} Use another payment method, or start again from the service's page.`,
    canRetry: false,
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
} as const satisfies Record<string, DeclineWords>

export type DeclineCode = keyof typeof WORDS

export const DECLINE_CODES = Object.keys(WORDS) as readonly DeclineCode[]

const isDeclineCode = (code: string): code is DeclineCode => Object.hasOwn(WORDS, code)

const UNKNOWN: DeclineWords = {
  title: "Your payment didn't go through",
  advice: "Nothing you entered is lost. Pay again, or use another card.",
  canRetry: true,
}

/** The words for a gateway's or our own error code; an unknown code gets general ones, never the raw code. */
export const declineWords = (code: string | null | undefined): DeclineWords =>
  code && isDeclineCode(code) ? WORDS[code] : UNKNOWN
