import { currencyCodeText, emailText, idText, nameText, phoneText, safeText } from "@atrium/kernel"
import { z } from "zod"

import type { IntakeQuestion } from "./intake"
import { IntakeAnswers, intakeErrors } from "./intake"
import { PURCHASE_STATUSES, SERVICE_REQUEST_STATUSES } from "./statuses"

/** The buyer: what the purchase form asks every shopper. */
export const PurchaseCustomer = z.strictObject(
  {
    full_name: nameText({ min: 1, max: 200, required: "Enter your full name" }),
    email: emailText,
    phone: phoneText,
  },
  { error: "Enter your contact details" }
)
export type PurchaseCustomer = z.infer<typeof PurchaseCustomer>

export const RequirementsText = safeText({ min: 1, max: 5000, multiline: true, required: "Tell us what you need" })

/** What the shopper agreed to, purpose by purpose (`analytics`, `marketing`, `terms`). */
export const Consent = z.union(
  [z.boolean(), z.record(z.string().regex(/^[a-z_]{1,40}$/, "Enter a purpose"), z.boolean())],
  {
    error: "Choose true or false for each purpose",
  }
)
export type Consent = z.infer<typeof Consent>

/** True when the shopper consented to the purpose. No answer means no. */
export const consentedTo = (consent: Consent | null | undefined, purpose: string): boolean =>
  typeof consent === "boolean" ? consent : consent?.[purpose] === true

export const AffiliateCodeText = safeText({ min: 1, max: 100, required: "Enter the code" })
const quantity = z
  .number({ error: "Enter a quantity" })
  .int("Enter a whole number")
  .min(1, "Enter 1 or more")
  .max(1000, "Enter 1000 or less")

export const PurchaseItem = z.strictObject({ tier_id: idText, quantity, intake: IntakeAnswers.optional() })
export type PurchaseItem = z.infer<typeof PurchaseItem>

/** Body of `POST /store/service-purchases`. */
export const BeginServicePurchase = z.strictObject({
  items: z
    .array(PurchaseItem, { error: "Choose a service" })
    .min(1, "Choose a service")
    .max(20, "Use at most 20 items"),
  customer: PurchaseCustomer,
  requirements: RequirementsText,
  region_id: idText.optional(),
  currency_code: currencyCodeText.optional(),
  affiliate_code: AffiliateCodeText.nullish(),
  click_id: idText.nullish(),
  payment_provider_id: idText.optional(),
  consent: Consent.optional(),
})
export type BeginServicePurchase = z.infer<typeof BeginServicePurchase>

/**
 * The body as it arrives, checked but not refused: the route adds what only the catalogue knows (intake, quantity,
 * availability) and answers with all wrong fields at once. Documented and typed as `BeginServicePurchase`.
 */
export const SubmittedServicePurchase = z
  .unknown()
  .transform((sent) => ({ sent, checked: BeginServicePurchase.safeParse(sent) }))
  .meta(withoutDialect(z.toJSONSchema(BeginServicePurchase, { io: "input" })))
export type SubmittedServicePurchase = z.infer<typeof SubmittedServicePurchase>

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith("$") && !key.startsWith("~")))
}

const formShape = { customer: PurchaseCustomer, requirements: RequirementsText, intake: IntakeAnswers }

/** The purchase form without a service's own questions. */
export const PurchaseForm = z.strictObject(formShape)
export type PurchaseForm = z.infer<typeof PurchaseForm>

/**
 * The purchase form of one service: personal details, requirements and answers to its questions, every wrong field
 * at once (`customer.email`, `intake.<question_id>`).
 */
export const purchaseFormFor = (questions: readonly IntakeQuestion[]) =>
  z.strictObject({
    ...formShape,
    // Checked on the field and not on the form, so that answers are judged also while other fields are wrong.
    intake: IntakeAnswers.superRefine((answers, context) => {
      for (const [id, message] of Object.entries(intakeErrors(questions, answers)))
        context.addIssue({ code: "custom", path: [id], message })
    }),
  })

const PaymentOut = z
  .looseObject({
    id: z.string(),
    client_secret: z.string().optional(),
    url: z.string().optional(),
    /** Payment instructions as text, for gateways without a form. */
    instructions: z.string().optional(),
  })
  .nullable()

export const PurchaseOut = z.strictObject({
  id: z.string(),
  amount: z.number(),
  currency_code: z.string(),
  payment_provider_id: z.string().nullable(),
  /** What the gateway's form needs; null when nothing has to be paid. */
  payment: PaymentOut,
})
export type PurchaseOut = z.infer<typeof PurchaseOut>

const RequestLine = z.strictObject({
  reference_number: z.string(),
  status: z.enum(SERVICE_REQUEST_STATUSES),
  status_label: z.string(),
  service: z.string(),
  tier: z.string(),
})
export type PurchasedRequest = z.infer<typeof RequestLine>

export const PurchaseState = PurchaseOut.extend({
  status: z.enum(PURCHASE_STATUSES),
  items: z.array(
    z.strictObject({
      tier_id: z.string(),
      quantity: z.number(),
      service: z.string(),
      tier: z.string(),
      amount: z.number(),
    })
  ),
  /** Bought with the services, from a cart. */
  goods: z.array(
    z.strictObject({
      variant_id: z.string(),
      quantity: z.number(),
      product: z.string(),
      variant: z.string(),
      amount: z.number(),
    })
  ),
  shipping_amount: z.number(),
  discount_amount: z.number(),
  order: z.strictObject({ id: z.string(), reference: z.string() }).nullable(),
  service_requests: z.array(RequestLine),
  /** Why the last attempt to pay failed. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  estimated_contact_hours: z.number().nullable(),
  expires_at: z.string(),
  created_at: z.string(),
  /** Opens the documents of the order for an hour; once there is an order. */
  documents_token: z.string().optional(),
  /** Only for the signed-in owner. */
  customer: z.strictObject({ full_name: z.string(), email: z.string(), phone: z.string() }).optional(),
  requirements: z.string().optional(),
})
export type PurchaseState = z.infer<typeof PurchaseState>

export const CompletedPurchase = z.strictObject({
  type: z.literal("order"),
  order: z.strictObject({ id: z.string(), reference: z.string() }),
  /** `done`: every unit has its service request, also where an order of goods has none. */
  provisioning: z.enum(["done", "pending"]),
  service_requests: z.array(RequestLine),
})
export type CompletedPurchase = z.infer<typeof CompletedPurchase>

/** `delayed`: the bank takes days to pay, and the shop emails the shopper when it has: no one needs to wait for it. */
export const PendingPurchase = z.strictObject({
  type: z.literal("pending"),
  retry_after: z.number(),
  delayed: z.literal(true).optional(),
})
export type PendingPurchase = z.infer<typeof PendingPurchase>

/** Body of `POST /store/carts/:id/purchase`; the region's default unless a payment provider is given. */
export const BeginCartPurchase = z.strictObject({ payment_provider_id: idText.optional() })

/** Body of `POST /store/customers/me/cart`: the guest's cart that is moved into the customer's. */
export const OwnCart = z.strictObject({ cart_id: idText.optional() })

export const ChangePurchasePayment = z.strictObject({ payment_provider_id: idText })
export type ChangePurchasePayment = z.infer<typeof ChangePurchasePayment>
