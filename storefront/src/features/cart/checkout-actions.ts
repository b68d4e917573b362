"use server"

import { PurchaseCustomer, routes } from "@atrium/service-provisioning/contracts"
import { redirect } from "next/navigation"
import { z } from "zod"

import { attributionFields } from "@/features/attribution/attribution"
import { currentAttribution } from "@/features/attribution/queries"
import { nameParts } from "@/features/auth/name-parts"
import { completePurchase } from "@/features/purchase/actions"
import { type CartKey, rememberCart } from "@/lib/cart-key"
import { callRoute, callShop, isApiError } from "@/lib/medusa"
import { analyticsAllowed } from "@/lib/visit"

import { answerField } from "./answer-field"
import { emailCartLink, saveCartForm } from "./cart-draft"
import { removeFormFile, sendFormFiles } from "./cart-files"
import { type FormLine, readCheckout } from "./checkout-fields"
import { type CheckoutState, enteredValues } from "./checkout-state"
import { cartPath, cartSession, findCart, findCartKey, findCheckoutLines } from "./queries"

const BEGIN_TIMEOUT_MS = 20_000
const AnyObject = z.object({}).loose()

type Read = ReturnType<typeof readCheckout>

const callCart = async (key: CartKey, rest: string, body: unknown, method: "POST" | "DELETE" = "POST") =>
  callShop({ method, path: cartPath(key, rest), body, response: AnyObject, ...(await cartSession(key)) })

/** Saves the contact, the answers and, for goods, where to send them. */
const saveDetails = async (key: CartKey, read: Read, needsAddress: boolean): Promise<void> => {
  const { customer, requirements, items, address, optionId } = read
  await callRoute(routes, "POST /store/carts/:id/service-details", {
    params: { id: key.id },
    body: {
      customer,
      requirements,
      items,
      consent: { terms: true, analytics: await analyticsAllowed() },
      ...attributionFields(await currentAttribution(), new Date()),
    },
    ...(await cartSession(key)),
  })
  const person = { ...nameParts(customer.full_name), phone: customer.phone }
  await callCart(key, "", {
    email: customer.email,
    billing_address: person,
    ...(needsAddress ? { shipping_address: { ...address, ...person } } : {}),
  })
  if (needsAddress) await callCart(key, "/shipping-methods", { option_id: optionId })
}

/**
 * Saves where goods are sent, as far as it is entered, and how, so that the totals have its shipping and tax. The address
 * can change the options, so the one chosen is only saved when it is still offered.
 */
const saveDelivery = async (key: CartKey, { address, optionId }: Read): Promise<string | undefined> => {
  try {
    await callCart(key, "", { shipping_address: address })
    if (optionId) await callCart(key, "/shipping-methods", { option_id: optionId })
    return undefined
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
    return "This isn't offered for the address. Choose another one"
  }
}

/** The form's field for a field of the backend. */
const fieldOf = (path: string, read: Read): string => {
  const answer = /^items\.(\d+)\.intake\.(.+)$/.exec(path)
  if (answer) return answerField(read.items[Number(answer[1])]?.line_item_id ?? "", answer[2] ?? "")
  if (path === "email") return "customer.email"
  return path === "shipping_address" ? "address_1" : path
}

const fieldsForFiles = (lines: readonly FormLine[]): string[] =>
  lines.flatMap(({ id: line, questions = [] }) =>
    questions.flatMap(({ id, type }) => (type === "file" ? [answerField(line, id)] : []))
  )

const isStock = (path: string): boolean => /^items\.\d+\.quantity$/.test(path)

const failed = (error: unknown, read: Read, state: Omit<CheckoutState, "errors">): CheckoutState => {
  if (!isApiError(error)) throw error
  const { code, message, suggestedAction, details } = error.failure
  const fields = Object.entries(details)
  if (code === "out_of_stock" || fields.some(([path]) => isStock(path))) {
    const goods = details.items ? `: ${details.items}` : ""
    const problem = `There isn't enough in stock${goods}. Your cart shows what is left.`
    return { ...state, errors: {}, problem, ofCart: true }
  }
  const errors = Object.fromEntries(fields.map(([path, text]) => [fieldOf(path, read), text]))
  return { ...state, errors, problem: `${message} ${suggestedAction}` }
}

const changeCoupon = async (key: CartKey, code: string, add: boolean): Promise<string | undefined> => {
  if (!code) return "Enter a coupon code"
  try {
    const { data } = await callShop({
      method: add ? "POST" : "DELETE",
      path: cartPath(key, "/promotions"),
      body: { promo_codes: [code] },
      response: z.object({
        cart: z.object({ promotions: z.array(z.object({ code: z.string().nullish() })).nullish() }),
      }),
      ...(await cartSession(key)),
    })
    const applied = data.cart.promotions?.some((one) => one.code?.toLowerCase() === code.toLowerCase())
    return add && !applied ? "This code doesn't apply to anything in your cart" : undefined
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
    return error.failure.details.promo_codes ?? "This code isn't valid. Check it for typing mistakes"
  }
}

/** Emails the link to continue on another device. Only the address must be valid. */
const sendLink = async (key: CartKey, form: FormData, values: CheckoutState["values"]): Promise<CheckoutState> => {
  const email = PurchaseCustomer.shape.email.safeParse(form.get("customer.email") ?? "")
  if (!email.success) return { errors: { "customer.email": email.error.issues[0]?.message ?? "" }, values }
  try {
    await emailCartLink(key, email.data)
    return { errors: {}, values, linkSentTo: email.data }
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction } = error.failure
    return { errors: {}, values, problem: `${message} ${suggestedAction}` }
  }
}

/**
 * Submits the checkout form: changes the coupon, or saves everything and starts the payment. Works without JavaScript and
 * keeps what was entered.
 */
export const checkOut = async (state: CheckoutState, form: FormData): Promise<CheckoutState> => {
  const [key, cart] = await Promise.all([findCartKey(), findCart()])
  if (!key || !cart || cart.items.length === 0) redirect("/cart")
  const lines = (await findCheckoutLines(cart)).map(({ id, service }) => ({ id, questions: service?.questions }))
  const fileFields = fieldsForFiles(lines)
  const removed = await removeFormFile(key, form, fileFields)
  const refused = await sendFormFiles(key, form, fileFields)
  const values = enteredValues(form)
  const intent = form.get("intent")
  // Without JavaScript nothing was saved before. With it, this is the last change.
  await saveCartForm(key, form, Object.keys(values))
  if (removed) return { errors: refused, values }
  if (intent === "email_link") return sendLink(key, form, values)
  const code = form.get("coupon")
  if (intent === "add_coupon" || intent === "remove_coupon") {
    const coupon = await changeCoupon(key, typeof code === "string" ? code.trim() : "", intent === "add_coupon")
    return { errors: coupon ? { coupon } : {}, values }
  }
  const needsAddress = cart.items.some(({ requires_shipping: ships }) => ships)
  const read = readCheckout(form, lines, needsAddress)
  if (intent === "update_delivery") {
    const undelivered = await saveDelivery(key, read)
    // What else needs attention still does.
    const { shipping_option_id: _, ...others } = state.errors
    return { ...state, errors: undelivered ? { ...others, shipping_option_id: undelivered } : others, values }
  }
  const errors = { ...read.errors, ...refused }
  if (Object.keys(errors).length > 0) return { errors, values }
  let next: string
  try {
    await saveDetails(key, read, needsAddress)
    const { data } = await callRoute(routes, "POST /store/carts/:id/purchase", {
      params: { id: key.id },
      body: {},
      timeoutMs: BEGIN_TIMEOUT_MS,
      ...(await cartSession(key)),
    })
    const { id, amount } = data.purchase
    await rememberCart({ id: key.id, secret: key.secret, purchaseId: id })
    next = `/purchase/${id}`
    // Nothing to pay: the order is placed at once.
    if (amount === 0 && (await completePurchase(id)).kind !== "unpaid") next += "/confirmation"
  } catch (error) {
    return failed(error, read, { values })
  }
  redirect(next)
}
