import { commonErrors, defineRouteTable, idText } from "@atrium/kernel"
import { z } from "zod"

import { gatewayErrors, paymentErrors, PAYMENT_ERROR_CODES } from "./errors"
import { GatewayDisputeQuery, GatewayDisputeView } from "./gateway-disputes"
import { GatewayEventQuery, GatewayEventView } from "./gateway-events"
import { GatewayTestView, GatewayView } from "./gateways"
import { ListPaymentGateways, PaymentGatewayOut, SetDefaultGateway } from "./payment-gateways"
import { RefundableUnitQuery, RefundableUnitsOut } from "./refundable-units"
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
import { StaffUnitRefund, UnitRefundOut } from "./staff-money"

declare module "@atrium/kernel" {
  interface RateLimitNames {
    /** Tests of gateways: each is a call to another company. */
    gateway_test: true
  }
}

const byId = z.strictObject({ id: idText })
const gatewayName = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/)
const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }
const intent = z.object({ payment_intent: DashboardPaymentIntent })

const dashboard = { actor: "gateway_dashboard", owner: null, rateLimit: "admin" } as const
const shopper = {
  actor: "anyone",
  owner: "anyone with the payment's client secret",
  params: byId,
  response: { 200: ConfirmationAnswer },
  errors: [...commonErrors.codes("invalid_transition"), ...paymentErrors.codes(...PAYMENT_ERROR_CODES)],
  rateLimit: "payment",
} as const
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const wrongState = commonErrors.codes("invalid_transition")
const movingMoney = [...wrongState, ...gatewayErrors.codes("amount_not_available")]

/** Every route of this context. The sandbox's exist in demo mode only and answer 404 otherwise. */
export const routes = defineRouteTable(
  "payments",
  {
    "POST /sandbox-gateway/payment-intents/:id/confirm": {
      ...shopper,
      summary: "Pay with a card at the sandbox gateway",
      body: ConfirmPaymentIntent,
    },
    "POST /sandbox-gateway/payment-intents/:id/authenticate": {
      ...shopper,
      summary: "Pass or fail the bank's verification (3-D Secure)",
      body: AuthenticatePaymentIntent,
    },
    "GET /sandbox-gateway/payment-intents/:id": {
      ...dashboard,
      summary: "One payment at the gateway",
      params: byId,
      response: { 200: intent },
      errors: wrongState,
    },
    "POST /sandbox-gateway/payment-intents/:id/capture": {
      ...dashboard,
      summary: "Capture authorized money, in full or in part",
      params: byId,
      body: MoveMoney,
      response: { 200: intent },
      errors: movingMoney,
    },
    "POST /sandbox-gateway/payment-intents/:id/cancel": {
      ...dashboard,
      summary: "Release an authorization",
      params: byId,
      response: { 200: intent },
      errors: wrongState,
    },
    "POST /sandbox-gateway/payment-intents/:id/refund": {
      ...dashboard,
      summary: "Refund captured money, in full or in part; once per Idempotency-Key",
      params: byId,
      body: MoveMoney,
      response: { 200: intent.extend({ refund: SandboxRefundView }) },
      errors: [...movingMoney, ...gatewayErrors.codes("idempotency_key_reused")],
    },
    "POST /sandbox-gateway/payment-intents/:id/dispute": {
      ...dashboard,
      summary: "The cardholder disputes the payment",
      params: byId,
      response: { 200: intent },
      errors: wrongState,
    },
    "GET /sandbox-gateway/events": {
      ...dashboard,
      summary: "The events of a payment, oldest first",
      query: SandboxEventQuery,
      response: { 200: z.object({ events: z.array(SandboxEventView), count: z.number().int() }) },
      errors: wrongState,
    },
    "POST /sandbox-gateway/events/:id/deliver": {
      ...dashboard,
      summary: "Resend an event",
      params: byId,
      response: { 200: z.object({ event: SandboxEventView }) },
      errors: paymentErrors.codes("gateway_unavailable"),
    },
    "POST /hooks/gateway/:provider": {
      actor: "gateway",
      owner: null,
      summary: "Receives a gateway's signed event",
      params: z.strictObject({ provider: gatewayName }),
      rawBody: true,
      response: { 200: z.object({ received: z.literal(true) }) },
      errors: gatewayErrors.codes("invalid_signature"),
      rateLimit: "webhook",
    },
    "GET /store/payment-gateways": {
      actor: "anyone",
      owner: null,
      summary: "The ways to pay in a region, the default one first, and which of them are down now",
      query: ListPaymentGateways,
      response: { 200: z.object({ payment_gateways: z.array(PaymentGatewayOut) }) },
      errors: [],
      rateLimit: "browse",
    },
    "GET /admin/gateways": {
      ...staff,
      summary: "The payment gateways: configured or not, mode, regions and the state of their events",
      response: { 200: z.object({ gateways: z.array(GatewayView) }) },
      errors: [],
    },
    "POST /admin/gateways/:id/default": {
      ...staff,
      summary: "Make a gateway the default of a region that offers it",
      params: z.strictObject({ id: gatewayName }),
      body: SetDefaultGateway,
      response: { 200: z.object({ gateway: GatewayView }) },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/gateways/:id/test": {
      ...staff,
      summary: "Ask a gateway something harmless with the configured credentials; moves no money",
      params: z.strictObject({ id: gatewayName }),
      response: { 200: z.object({ gateway_test: GatewayTestView }) },
      errors: [...commonErrors.codes("not_found"), ...gatewayErrors.codes("gateway_not_testable")],
      rateLimit: "gateway_test",
    },
    "GET /admin/gateway-events": {
      ...staff,
      summary: "The webhook inbox, newest first",
      query: GatewayEventQuery,
      response: { 200: z.object({ gateway_events: z.array(GatewayEventView), ...page }) },
      errors: [],
    },
    "GET /admin/gateway-disputes": {
      ...staff,
      summary: "Disputes of cardholders, newest first",
      query: GatewayDisputeQuery,
      response: { 200: z.object({ gateway_disputes: z.array(GatewayDisputeView), ...page }) },
      errors: [],
    },
    "GET /admin/refundable-units": {
      ...staff,
      permission: "payments:read",
      summary: "The bought units of an order that a refund can name, and what it would pay back for each",
      query: RefundableUnitQuery,
      response: { 200: RefundableUnitsOut },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/unit-refunds": {
      ...staff,
      permission: "refunds:create",
      summary: "Refund chosen units of an order and cancel their work, each once",
      body: StaffUnitRefund,
      response: { 200: z.object({ unit_refund: UnitRefundOut }) },
      errors: [
        ...commonErrors.codes("not_found"),
        ...gatewayErrors.codes("order_canceled", "order_change_open", "order_busy"),
      ],
    },
    "POST /admin/gateway-events/:id/retry": {
      ...staff,
      summary: "Process a gateway event again",
      params: byId,
      response: { 200: z.object({ gateway_event: GatewayEventView }) },
      errors: wrongState,
    },
  },
  { support: ["gateway-disputes:read"], finance: ["gateways:read", "gateway-events:read", "gateway-disputes:read"] }
)
