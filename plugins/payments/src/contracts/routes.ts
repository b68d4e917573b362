import { defineRoutes, idText, type RouteRow } from "@atrium/kernel"
import { z } from "zod"

import { PAYMENT_ERROR_CODES } from "./errors"
import { GatewayDisputeQuery, GatewayDisputeView } from "./gateway-disputes"
import { GatewayEventQuery, GatewayEventView, GatewayView } from "./gateway-events"
import {
  AuthenticatePaymentIntent,
  ConfirmationAnswer,
  ConfirmPaymentIntent,
  DashboardPaymentIntent,
  MoveMoney,
  SandboxEventQuery,
  SandboxEventView,
  SandboxRefundView,
} from "./sandbox"

const byId = z.strictObject({ id: idText })
const intent = z.object({ payment_intent: DashboardPaymentIntent })
const INTENT = "/sandbox-gateway/payment-intents/:id"

const dashboard = (row: Pick<RouteRow, "method" | "path" | "summary" | "response"> & Partial<RouteRow>): RouteRow => ({
  actor: "gateway_dashboard",
  owner: null,
  errors: ["invalid_transition"],
  rateLimit: "admin",
  ...row,
})

const shopper = (row: Pick<RouteRow, "path" | "summary" | "body">): RouteRow => ({
  ...row,
  method: "POST",
  actor: "anyone",
  owner: "whoever knows the payment's client secret",
  params: byId,
  response: { 200: ConfirmationAnswer },
  errors: ["invalid_transition", ...PAYMENT_ERROR_CODES],
  rateLimit: "payment",
})

/** Every route of this context. The sandbox's exist in demo mode only and answer 404 otherwise. */
export const routes = defineRoutes(
  "payments",
  [
    shopper({
      path: `${INTENT}/confirm`,
      summary: "Pay with a card at the sandbox gateway",
      body: ConfirmPaymentIntent,
    }),
    shopper({
      path: `${INTENT}/authenticate`,
      summary: "Answer the bank's check (3-D Secure)",
      body: AuthenticatePaymentIntent,
    }),
    dashboard({
      method: "GET",
      path: INTENT,
      summary: "A payment as the gateway knows it",
      params: byId,
      response: { 200: intent },
    }),
    dashboard({
      method: "POST",
      path: `${INTENT}/capture`,
      summary: "Take authorised money, all of it or in part",
      params: byId,
      body: MoveMoney,
      response: { 200: intent },
      errors: ["invalid_transition", "amount_not_available"],
    }),
    dashboard({
      method: "POST",
      path: `${INTENT}/cancel`,
      summary: "Release an authorisation",
      params: byId,
      response: { 200: intent },
    }),
    dashboard({
      method: "POST",
      path: `${INTENT}/refund`,
      summary: "Give captured money back, all of it or in part; once per Idempotency-Key",
      params: byId,
      body: MoveMoney,
      response: { 200: intent.extend({ refund: SandboxRefundView }) },
      errors: ["invalid_transition", "amount_not_available", "idempotency_key_reused"],
    }),
    dashboard({
      method: "POST",
      path: `${INTENT}/dispute`,
      summary: "The cardholder disputes the payment",
      params: byId,
      response: { 200: intent },
    }),
    dashboard({
      method: "GET",
      path: "/sandbox-gateway/events",
      summary: "The events of a payment, oldest first",
      query: SandboxEventQuery,
      response: { 200: z.object({ events: z.array(SandboxEventView), count: z.number().int() }) },
    }),
    dashboard({
      method: "POST",
      path: "/sandbox-gateway/events/:id/deliver",
      summary: "Send an event again",
      params: byId,
      response: { 200: z.object({ event: SandboxEventView }) },
      errors: ["gateway_unavailable"],
    }),
    {
      method: "POST",
      path: "/hooks/gateway/:provider",
      actor: "gateway",
      owner: null,
      summary: "A gateway's signed event: checked, stored, then answered",
      params: z.strictObject({ provider: z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/) }),
      rawBody: true,
      response: { 200: z.object({ received: z.literal(true) }) },
      errors: ["invalid_signature"],
      rateLimit: "webhook",
    },
    {
      method: "GET",
      path: "/admin/gateways",
      actor: "staff",
      owner: null,
      summary: "The payment gateways and how their events fare",
      response: { 200: z.object({ gateways: z.array(GatewayView) }) },
      errors: [],
      rateLimit: "admin",
    },
    {
      method: "GET",
      path: "/admin/gateway-events",
      actor: "staff",
      owner: null,
      summary: "The webhook inbox, newest first",
      query: GatewayEventQuery,
      response: {
        200: z.object({
          gateway_events: z.array(GatewayEventView),
          count: z.number().int(),
          offset: z.number().int(),
          limit: z.number().int(),
        }),
      },
      errors: [],
      rateLimit: "admin",
    },
    {
      method: "GET",
      path: "/admin/gateway-disputes",
      actor: "staff",
      owner: null,
      summary: "Disputes of cardholders, newest first",
      query: GatewayDisputeQuery,
      response: {
        200: z.object({
          gateway_disputes: z.array(GatewayDisputeView),
          count: z.number().int(),
          offset: z.number().int(),
          limit: z.number().int(),
        }),
      },
      errors: [],
      rateLimit: "admin",
    },
    {
      method: "POST",
      path: "/admin/gateway-events/:id/retry",
      actor: "staff",
      owner: null,
      summary: "Look at a gateway event again",
      params: byId,
      response: { 200: z.object({ gateway_event: GatewayEventView }) },
      errors: ["invalid_transition"],
      rateLimit: "admin",
    },
  ],
  { support: ["gateway-disputes:read"], finance: ["gateways:read", "gateway-events:read", "gateway-disputes:read"] }
)
