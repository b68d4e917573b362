import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import { z } from "zod"

import { gatewayErrors } from "../../contracts/errors"
import type { IntentStatus } from "../../domain/sandbox-intent"
import type { Intent } from "../../data/sandbox-intents"
import { SandboxGateway } from "../../data/sandbox-payments"
import { recordingCaptureMadeElsewhere, recordingRefundMadeElsewhere } from "../../use-cases/record-made-elsewhere"
import { minorUnitsOf, refundUnitsOf } from "./amounts"
import { paymentParamsOf, SessionData } from "./payment-params"

const Options = z.object({ secret: z.string().min(8) })
type Options = z.infer<typeof Options>

const Started = z.object({ session_id: z.string() })

// A declined card leaves the session usable: the shopper tries another card on the same purchase (R06).
const SESSION_STATUS: Readonly<Record<IntentStatus, PaymentSessionStatus>> = {
  requires_payment_method: PaymentSessionStatus.PENDING,
  failed: PaymentSessionStatus.PENDING,
  requires_action: PaymentSessionStatus.REQUIRES_MORE,
  authorized: PaymentSessionStatus.AUTHORIZED,
  captured: PaymentSessionStatus.CAPTURED,
  canceled: PaymentSessionStatus.CANCELED,
}

// A partly captured session does not count as captured, because core would book it in full.
const takenInPart = (intent: Intent) => intent.status === "captured" && intent.captured < intent.amount
const statusOf = (intent: Intent) => SESSION_STATUS[takenInPart(intent) ? "authorized" : intent.status]

/** Only what a browser needs to pay. */
const dataOf = (intent: Intent) => ({ id: intent.id, client_secret: intent.client_secret })

/** Medusa's payment provider for the sandbox gateway: authorize now, capture later. */
export class SandboxPaymentProvider extends AbstractPaymentProvider<Options> {
  static override identifier = "sandbox"
  private readonly gateway: SandboxGateway

  static override validateOptions(options: Record<string, unknown>): void {
    Options.parse(options)
  }

  constructor(container: Record<string, unknown> & { __pg_connection__: Knex }, options: Options) {
    super(container, options)
    this.gateway = new SandboxGateway(container.__pg_connection__)
  }

  override async initiatePayment({
    amount,
    currency_code,
    data,
    context,
  }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const started = Started.safeParse(data)
    const sessionId = started.success ? started.data.session_id : null
    const key = context?.idempotency_key ?? sessionId
    if (!key) throw commonErrors.fail("invalid_input", { details: { session_id: "Start a payment session first" } })
    const { cartId, description, customer } = paymentParamsOf(context)
    const intent = await this.gateway.create({
      idempotencyKey: key,
      amount: minorUnitsOf(amount, currency_code),
      currencyCode: currency_code.toLowerCase(),
      description,
      customer,
      sessionId,
      cartId,
    })
    return { id: intent.id, status: statusOf(intent), data: dataOf(intent) }
  }

  override async updatePayment({ amount, currency_code, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const { id } = SessionData.parse(data)
    const intent = await this.gateway.run(id, { kind: "reprice", amount: minorUnitsOf(amount, currency_code) })
    return { status: statusOf(intent), data: dataOf(intent) }
  }

  override async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const intent = await this.gateway.get(SessionData.parse(data).id)
    return { status: statusOf(intent), data: dataOf(intent) }
  }

  override async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return this.authorizePayment(input)
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: dataOf(await this.gateway.get(SessionData.parse(data).id)) }
  }

  override async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const intent = await this.gateway.run(SessionData.parse(data).id, { kind: "capture" })
    if (takenInPart(intent) && !recordingCaptureMadeElsewhere(intent.id)) throw gatewayErrors.fail("captured_in_part")
    return { data: dataOf(intent) }
  }

  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const intent = await this.gateway.get(SessionData.parse(data).id)
    if (await recordingRefundMadeElsewhere(intent.id)) return { data: dataOf(intent) }
    const key = context?.idempotency_key
    if (!key)
      throw commonErrors.fail("invalid_input", { details: { idempotency_key: "Send a separate key for each refund" } })
    const units = refundUnitsOf(amount, intent.currency_code, intent.captured - intent.refunded)
    if (units > 0n) await this.gateway.refund(intent.id, units, key)
    return { data: dataOf(intent) }
  }

  override async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: dataOf(await this.gateway.run(SessionData.parse(data).id, { kind: "cancel" })) }
  }

  /** Deletes a session: releases an authorization; captured money must be refunded separately. */
  override async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const known = SessionData.safeParse(data)
    if (!known.success) return data === undefined ? {} : { data }
    const intent = await this.gateway.find(known.data.id)
    if (!intent) return { data: known.data }
    if (intent.status === "captured") return { data: dataOf(intent) }
    return { data: dataOf(await this.gateway.run(intent.id, { kind: "cancel" })) }
  }

  /** Events come in through our own inbox; core's webhook route is closed. */
  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}
