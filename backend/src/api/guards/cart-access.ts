import { commonErrors } from "@atrium/kernel"
import { actorOf, CART_COOKIE, CART_HEADER, cartSecret, env, isCartSecret, sentSecret } from "@atrium/server"
import { provisioningErrors } from "@atrium/service-provisioning/contracts"
import { cartLock, refuseWhileProcessing } from "@atrium/payments/use-cases"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"

import { type CartName, findGuardedCart, type GuardedCart } from "../../data/core/carts"
import { MAX_LINES, MAX_UNITS, wrongQuantities } from "./cart-quantities"
import { rewriteResponse, withoutGatewaySecrets } from "./gateway-secrets"
import { withoutRunningNumbers } from "./order-number"

/**
 * Core lets anyone who knows a cart's ID read and change it. Here a customer's cart belongs to that customer alone, a
 * guest's cart requires the secret its creator received, and a purchase's cart changes only through the purchase routes.
 */
const COOKIE_DAYS = 30

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const bodyOf = (req: MedusaRequest): Record<string, unknown> => (isRecord(req.body) ? req.body : {})

const isOwner = (req: MedusaRequest, customerId: unknown): boolean => {
  const actor = actorOf(req)
  return actor.type === "customer" && actor.id !== null && actor.id === customerId
}

/** The parts of the path below the guard's prefix, as Express would give them to a route; undefined for no text. */
const partsOf = (req: MedusaRequest): string[] | undefined => {
  try {
    return req.path.split("/").filter(Boolean).map(decodeURIComponent)
  } catch {
    return undefined
  }
}

const mayUse = (req: MedusaRequest, cart: GuardedCart, open: boolean): boolean => {
  if (cart.of_purchase) return false
  if (isOwner(req, cart.customer_id)) return true
  if (cart.of_account || (cart.completed && !open)) return false
  return isCartSecret(env().COOKIE_SECRET, cart.id, sentSecret(req.headers, cart.id))
}

/** Returns the cart if the caller may use it; throws the same `not_found` for an unknown cart and for someone else's. */
const authorizedCart = async (
  req: MedusaRequest,
  name: CartName,
  { completed = "closed", variantId = null }: { completed?: "open" | "closed"; variantId?: string | null } = {}
): Promise<GuardedCart> => {
  const cart = await findGuardedCart(req.scope, name, variantId)
  if (!cart || !mayUse(req, cart, completed === "open")) throw commonErrors.fail("not_found")
  return cart
}

/** A guest cart's customer is the guest record of its email address, which other guests may share, so it is never shown. */
const withoutForeignCustomer =
  (req: MedusaRequest) =>
  (body: unknown): unknown => {
    // When a line is removed, the response has the cart as `parent`.
    for (const cart of isRecord(body) ? [body.cart, body.parent] : []) {
      if (!isRecord(cart)) continue
      const id = cart.customer_id ?? (isRecord(cart.customer) ? cart.customer.id : undefined)
      if (isOwner(req, id)) continue
      delete cart.customer
      delete cart.customer_id
    }
    return body
  }

/** Returns the secret of a new cart to its creator. */
const sendSecret = (res: MedusaResponse): void =>
  rewriteResponse(res, (body) => {
    const cart = isRecord(body) && isRecord(body.cart) ? body.cart : {}
    if (res.statusCode >= 300 || typeof cart.id !== "string") return body
    const secret = cartSecret(env().COOKIE_SECRET, cart.id)
    res.setHeader(CART_HEADER, secret)
    res.append("Access-Control-Expose-Headers", CART_HEADER)
    res.cookie(CART_COOKIE, `${cart.id}.${secret}`, {
      httpOnly: true,
      sameSite: "lax",
      secure: !env().demo,
      path: "/store",
      maxAge: COOKIE_DAYS * 86_400_000,
    })
    return body
  })

const refuseWrongQuantities = (body: unknown, least: 0 | 1): void => {
  const details = wrongQuantities(body, least)
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
}

const PERSONAL: ReadonlySet<string> = new Set([
  "email",
  "customer",
  "customer_id",
  "shipping_address",
  "billing_address",
  "metadata",
  "payment_collections",
])

/**
 * Completing again returns the same order (R05) to the holder of the cart's secret, so that response contains no personal
 * data. The order's signed-in customer gets the full order.
 */
const withoutPerson =
  (req: MedusaRequest) =>
  (body: unknown): unknown => {
    if (!isRecord(body) || !isRecord(body.order) || isOwner(req, body.order.customer_id)) return body
    const order = Object.fromEntries(Object.entries(body.order).filter(([field]) => !PERSONAL.has(field)))
    return { ...body, order }
  }

/** Refuses quantities that no cart can have. A service's own limit is checked where the cart changes. */
const refuseFullCart = (
  req: MedusaRequest,
  { part, lineId, body }: { part: string; lineId: string | undefined; body: Record<string, unknown> },
  cart: GuardedCart
): void => {
  if (part !== "line-items" || req.method !== "POST") return
  refuseWrongQuantities(body, lineId === undefined ? 1 : 0)
  if (lineId !== undefined) return
  if (cart.lines >= MAX_LINES) throw provisioningErrors.fail("cart_full")
  // Core adds the quantity to an existing line of the same variant.
  if (typeof body.quantity === "number" && cart.held + body.quantity > MAX_UNITS)
    throw commonErrors.fail("invalid_input", {
      details: { quantity: `A line can have at most ${MAX_UNITS} units, including those already in the cart` },
    })
}

/** Longest wait for other changes of the same cart. */
const TURN_SECONDS = 15

/**
 * Lets changes of one cart happen in a row, and none while it is completed (R16). Core's own lock of a cart gives up after
 * two seconds, and some of its routes take none.
 */
const inTurn = async (
  req: MedusaRequest,
  res: MedusaResponse,
  cartId: string,
  change: () => Promise<void>
): Promise<void> => {
  let started = false
  const hold = () =>
    new Promise<void>((release, fail) => {
      started = true
      res.once("close", release)
      if (res.closed) release()
      else change().catch(fail)
    })
  try {
    await req.scope.resolve(Modules.LOCKING).execute([cartLock(cartId)], hold, { timeout: TURN_SECONDS })
  } catch (error) {
    throw started ? error : commonErrors.fail("unavailable", { retryAfterSeconds: 2 })
  }
}

/** What a payment is for. The answers to a service's questions may be corrected while a bank processes it. */
const PAID_PARTS: readonly string[] = "|customer|line-items|promotions|purchase|shipping-methods|taxes".split("|")

/** Guards `/store/carts`: who may use the cart, and its maximum quantities. */
export const guardCarts = async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  const parts = partsOf(req)
  if (!parts) return next(commonErrors.fail("not_found"))
  const [id, route = "", lineId] = parts
  const part = route.toLowerCase()
  const body = bodyOf(req)
  rewriteResponse(res, withoutForeignCustomer(req))
  if (id === undefined) {
    if (req.method !== "POST") return next()
    refuseWrongQuantities(body, 1)
    if (Array.isArray(body.items) && body.items.length > MAX_LINES) throw provisioningErrors.fail("cart_full")
    sendSecret(res)
    return next()
  }
  const variantId = part === "line-items" && typeof body.variant_id === "string" ? body.variant_id : null
  const completed = part === "complete" || part === "service-details" ? "open" : "closed"
  const cart = await authorizedCart(req, { by: "cart", id }, { completed, variantId })
  if (part === "complete") rewriteResponse(res, (answer) => withoutRunningNumbers(withoutPerson(req)(answer)))
  // The cart is read again in its turn: the change before may have completed or filled it.
  const changed = async () => {
    const now = await authorizedCart(req, { by: "cart", id }, { completed, variantId })
    if (PAID_PARTS.includes(part)) await refuseWhileProcessing(req.scope, now.id)
    return now
  }
  const proceed = (guarded: GuardedCart): void => {
    refuseFullCart(req, { part, lineId, body }, guarded)
    next()
  }
  // A completed cart is paid; completing it again returns its order. A cart that failed to complete can still be paid.
  rewriteResponse(res, (answer) =>
    cart.completed || (isRecord(answer) && isRecord(answer.order)) ? withoutGatewaySecrets(answer) : answer
  )
  // Completing a cart takes its lock itself.
  if (req.method === "GET" || req.method === "HEAD" || part === "complete") return proceed(cart)
  await inTurn(req, res, cart.id, async () => proceed(await changed()))
}

/**
 * Guards `/store/payment-collections`: the cart is named in the body or by its payment collection. No payment is started for
 * a suspended customer.
 */
export const guardCartPayments = async (
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const parts = partsOf(req)
  if (!parts) return next(commonErrors.fail("not_found"))
  const [id] = parts
  const { cart_id: cartId } = bodyOf(req)
  // Without a cart there is nothing to guard: core refuses the body.
  if (id === undefined && typeof cartId !== "string") return next()
  const cart = await authorizedCart(
    req,
    id === undefined ? { by: "cart", id: String(cartId) } : { by: "payment_collection", id }
  )
  // A completed cart is paid: no other payment is started for it, and no response shows its payment's secret.
  if (cart.completed) return next(commonErrors.fail("not_found"))
  if (cart.suspended && req.method !== "GET") return next(provisioningErrors.fail("purchase_refused"))
  if (id !== undefined && req.method === "POST") await refuseWhileProcessing(req.scope, cart.id)
  next()
}

/** Guards the other routes that take a cart's id, in the URL or in the body. */
export const guardNamedCart = async (
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  for (const id of [req.query.cart_id, bodyOf(req).cart_id]) {
    if (id === undefined) continue
    if (typeof id !== "string")
      throw commonErrors.fail("invalid_input", { details: { cart_id: "Enter the id of one cart" } })
    await authorizedCart(req, { by: "cart", id })
  }
  next()
}
