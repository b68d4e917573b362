import { idText } from "@atrium/kernel"
import { z } from "zod"

import { INTENT_STATUSES, SANDBOX_EVENT_TYPES } from "../domain/sandbox-intent"
import { Card } from "./card"

const clientSecret = z.string({ error: "Enter the client secret" }).min(1, "Enter the client secret").max(200)

export const ConfirmPaymentIntent = z.strictObject({ client_secret: clientSecret, card: Card })
export type ConfirmPaymentIntent = z.output<typeof ConfirmPaymentIntent>

export const AuthenticatePaymentIntent = z.strictObject({
  client_secret: clientSecret,
  outcome: z.enum(["pass", "fail"], { error: "Choose pass or fail" }),
})
export type AuthenticatePaymentIntent = z.infer<typeof AuthenticatePaymentIntent>

const minorUnits = z
  .number({ error: "Enter the amount in minor units" })
  .int("Enter whole minor units")
  .positive("Enter an amount above zero")
  .max(Number.MAX_SAFE_INTEGER, "This amount is too large")

/** Capture or refund in part: `amount` in minor units; all that is left without it. */
export const MoveMoney = z.strictObject({ amount: minorUnits.optional() })
export type MoveMoney = z.infer<typeof MoveMoney>

export const SandboxEventQuery = z.strictObject({ payment_intent_id: idText })
export type SandboxEventQuery = z.infer<typeof SandboxEventQuery>

const PaymentFailure = z.object({ code: z.string(), message: z.string() })

/** What the shopper's browser receives. */
export const ConfirmationAnswer = z.object({
  id: z.string(),
  status: z.enum(["succeeded", "requires_action", "failed"]),
  error: PaymentFailure.optional(),
})
export type ConfirmationAnswer = z.infer<typeof ConfirmationAnswer>

/** A payment in events and the dashboard: without customer data, amounts in minor units. */
export const PaymentIntentView = z.object({
  id: z.string(),
  status: z.enum(INTENT_STATUSES),
  amount: z.number().int(),
  amount_captured: z.number().int(),
  amount_refunded: z.number().int(),
  currency_code: z.string(),
  disputed: z.boolean(),
  card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
  last_error: PaymentFailure.nullable(),
  metadata: z.object({ session_id: z.string().nullable(), cart_id: z.string().nullable() }),
  created: z.number().int(),
})
export type PaymentIntentView = z.infer<typeof PaymentIntentView>

/** The dashboard also shows the purchase and the customer. */
export const DashboardPaymentIntent = PaymentIntentView.extend({
  description: z.string().nullable(),
  customer: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
})
export type DashboardPaymentIntent = z.infer<typeof DashboardPaymentIntent>

export const SandboxRefundView = z.object({ id: z.string(), amount: z.number().int(), currency_code: z.string() })
export type SandboxRefundView = z.infer<typeof SandboxRefundView>

/** The body of a signed event, as it is posted. */
export const SandboxEventBody = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  type: z.string().min(1).max(100),
  created: z.number().int(),
  data: z
    .object({
      payment_intent: z
        .object({
          id: z.string().min(1).max(128),
          metadata: z.object({ session_id: z.string().max(128).nullish() }).optional(),
        })
        .loose(),
    })
    .loose(),
})
export type SandboxEventBody = z.infer<typeof SandboxEventBody>

export const SandboxEventView = z.object({
  id: z.string(),
  type: z.enum(SANDBOX_EVENT_TYPES),
  created: z.number().int(),
  data: z.object({ payment_intent: PaymentIntentView }),
  delivery: z.object({
    state: z.enum(["pending", "delivered", "failed"]),
    attempts: z.number().int(),
    last_status: z.number().int().nullable(),
    delivered_at: z.string().nullable(),
  }),
})
export type SandboxEventView = z.infer<typeof SandboxEventView>
