import { idText, type RouteSpec } from "@atrium/kernel"
import { paymentErrors } from "@atrium/payments/contracts"
import { z } from "zod"

import { provisioningErrors } from "./errors"
import {
  BeginCartPurchase,
  ChangePurchasePayment,
  CompletedPurchase,
  OwnCart,
  PendingPurchase,
  PurchaseOut,
  PurchaseState,
  SubmittedServicePurchase,
} from "./purchases"
import { ServiceDetails, ServiceDetailsOut } from "./service-details"

const params = z.strictObject({ id: z.string().regex(/^pur_[A-Za-z0-9_-]{16,64}$/, "This is not a valid id") })
const holder = "anyone with the random id of the purchase; personal data only for the signed-in customer it belongs to"

/** The purchase routes, and what the ordinary cart needs beside core's own. */
export const purchaseRoutes = {
  "POST /store/service-purchases": {
    actor: "anyone",
    owner: null,
    summary: "Start the purchase of one or more tiers: checks everything, makes cart and payment session",
    body: SubmittedServicePurchase,
    response: { 201: z.strictObject({ purchase: PurchaseOut }) },
    errors: [
      ...provisioningErrors.codes(
        "idempotency_key_required",
        "idempotency_key_reused",
        "purchase_in_progress",
        "purchase_refused"
      ),
      ...paymentErrors.codes("gateway_unavailable"),
    ],
    rateLimit: "purchase",
  },
  "GET /store/service-purchases/:id": {
    actor: "anyone",
    owner: holder,
    summary: "State of a purchase, its payment and the reference numbers it led to",
    params,
    response: { 200: z.strictObject({ purchase: PurchaseState }) },
    errors: [],
    rateLimit: "payment",
  },
  "POST /store/service-purchases/:id/payment": {
    actor: "anyone",
    owner: holder,
    summary: "Pay the same purchase through another gateway; the old session is canceled",
    params,
    body: ChangePurchasePayment,
    response: { 200: z.strictObject({ purchase: PurchaseOut }) },
    errors: [
      ...provisioningErrors.codes("purchase_expired", "service_unavailable", "purchase_refused"),
      ...paymentErrors.codes("already_paid", "payment_processing", "gateway_unavailable"),
    ],
    rateLimit: "payment",
  },
  "POST /store/service-purchases/:id/complete": {
    actor: "anyone",
    owner: holder,
    summary: "Turn a paid purchase into its order; repeated calls return the same order",
    params,
    response: { 200: CompletedPurchase, 202: PendingPurchase },
    errors: [
      ...paymentErrors.codes(
        "card_declined",
        "insufficient_funds",
        "expired_card",
        "authentication_failed",
        "gateway_timeout",
        "gateway_unavailable",
        "amount_changed",
        "out_of_stock",
        "debit_failed",
        "not_paid",
        "payment_method_unavailable"
      ),
      ...provisioningErrors.codes(
        "purchase_expired",
        "purchase_refused",
        "service_unavailable",
        "price_changed",
        "quantity_exceeded",
        "files_missing"
      ),
    ],
    rateLimit: "payment",
  },
  "POST /store/carts/:id/service-details": {
    actor: "anyone",
    owner: "anyone with the cart's id, as with core's cart routes; a customer's cart only for that customer",
    summary: "Intake answers, requirements, affiliate and consent facts for the ordinary cart path",
    params: z.strictObject({ id: idText }),
    body: ServiceDetails,
    response: { 200: ServiceDetailsOut },
    errors: provisioningErrors.codes("cart_completed"),
    rateLimit: "purchase",
  },
  "POST /store/carts/:id/purchase": {
    actor: "anyone",
    owner: "the account of the cart, or the guest who holds its secret",
    summary: "Start paying for a cart of services and goods: checks everything, makes the payment session",
    params: z.strictObject({ id: idText }),
    body: BeginCartPurchase,
    response: { 201: z.strictObject({ purchase: PurchaseOut }) },
    errors: [
      ...provisioningErrors.codes("cart_completed", "purchase_refused", "service_unavailable", "quantity_exceeded"),
      ...paymentErrors.codes("already_paid", "payment_processing", "gateway_unavailable"),
    ],
    rateLimit: "purchase",
  },
  "POST /store/customers/me/cart": {
    actor: "customer",
    owner: "the signed-in customer; a guest's cart only with its secret",
    summary: "The customer's open cart, the same on every device; a guest's cart is moved into it",
    body: OwnCart,
    response: { 200: z.strictObject({ cart: z.strictObject({ id: z.string() }).nullable() }) },
    errors: [],
    rateLimit: "purchase",
  },
} as const satisfies Record<string, RouteSpec>
