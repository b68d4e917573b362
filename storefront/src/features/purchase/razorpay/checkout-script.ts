/** What the form uses of Razorpay's Checkout. */
export type CheckoutOptions = {
  /** The account's public key. */
  key: string
  order_id: string
  prefill?: { method: "upi" }
  config?: { display: { sequence: string[]; preferences: { show_default_blocks: boolean } } }
  modal: { ondismiss: () => void; confirm_close: boolean }
  /** Called once the payment is made. */
  handler: () => void
}
export type Checkout = {
  open: () => void
  on: (event: "payment.failed", listener: (failure: unknown) => void) => void
}
export type CheckoutConstructor = new (options: CheckoutOptions) => Checkout

const CHECKOUT_URL = "https://checkout.razorpay.com/v1/checkout.js"

const isCheckout = (value: unknown): value is CheckoutConstructor => typeof value === "function"
const found = (): CheckoutConstructor | null => {
  const value: unknown = Reflect.get(window, "Razorpay")
  return isCheckout(value) ? value : null
}

const load = (): Promise<CheckoutConstructor> =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = CHECKOUT_URL
    script.onload = () => {
      const checkout = found()
      if (checkout) resolve(checkout)
      else reject(new Error("Razorpay's script defines no checkout"))
    }
    script.onerror = () => {
      script.remove()
      reject(new Error("Razorpay's script can't be loaded"))
    }
    document.head.append(script)
  })

let loading: Promise<CheckoutConstructor> | undefined

/** Loads Razorpay's script, once. A failure is not remembered: choosing Razorpay again tries again. */
export const loadCheckout = (): Promise<CheckoutConstructor> => {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
