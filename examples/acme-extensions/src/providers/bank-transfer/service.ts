import { commonErrors, currencyCodeText, roundToMinorUnits } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  BigNumberInput,
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
import { AbstractPaymentProvider, MathBN, PaymentSessionStatus } from "@medusajs/framework/utils"
import { z } from "zod"

import {
  type BankTransferRow,
  cancelTransfer,
  expectTransfer,
  findTransfer,
  refundTransfer,
  repriceTransfer,
} from "../../data/bank-transfers"

const Options = z.object({
  /** The account holder shoppers pay. */
  account_holder: z.string().min(1),
  iban: z.string().min(15),
})
type Options = z.infer<typeof Options>

const Started = z.object({ session_id: z.string() })
const SessionData = z.object({ id: z.string() })

const STATUS: Readonly<Record<BankTransferRow["status"], PaymentSessionStatus>> = {
  expected: PaymentSessionStatus.PENDING,
  received: PaymentSessionStatus.CAPTURED,
  canceled: PaymentSessionStatus.CANCELED,
}

const minorUnitsOf = (amount: BigNumberInput, currencyCode: string): bigint =>
  roundToMinorUnits(MathBN.convert(amount).toFixed(), currencyCodeText.parse(currencyCode))

/** Medusa payment provider for bank transfers. A transfer is captured in full when it arrives. */
export class BankTransferProvider extends AbstractPaymentProvider<Options> {
  static override identifier = "bank-transfer"
  private readonly knex: Knex
  private readonly account: Options

  static override validateOptions(options: Record<string, unknown>): void {
    Options.parse(options)
  }

  constructor(container: Record<string, unknown> & { __pg_connection__: Knex }, options: Options) {
    super(container, options)
    this.knex = container.__pg_connection__
    this.account = options
  }

  /** Returns the session data, with the payment instructions for the shopper. */
  private dataOf({ id }: BankTransferRow): Record<string, string> {
    const { account_holder, iban } = this.account
    return { id, instructions: `Transfer the amount to ${account_holder}, IBAN ${iban}. Write ${id} as the reference.` }
  }

  private async rowOf(data: unknown): Promise<BankTransferRow> {
    const row = await findTransfer(this.knex, SessionData.parse(data).id)
    if (!row) throw commonErrors.fail("not_found")
    return row
  }

  override async initiatePayment({
    amount,
    currency_code,
    data,
  }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const row = await expectTransfer(this.knex, {
      sessionId: Started.parse(data).session_id,
      amount: minorUnitsOf(amount, currency_code),
      currencyCode: currency_code.toLowerCase(),
    })
    return { id: row.id, status: STATUS[row.status], data: this.dataOf(row) }
  }

  override async updatePayment({ amount, currency_code, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const { id } = SessionData.parse(data)
    await repriceTransfer(this.knex, id, minorUnitsOf(amount, currency_code))
    const row = await this.rowOf(data)
    return { status: STATUS[row.status], data: this.dataOf(row) }
  }

  override async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const row = await this.rowOf(data)
    return { status: STATUS[row.status], data: this.dataOf(row) }
  }

  override async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return this.authorizePayment(input)
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: this.dataOf(await this.rowOf(data)) }
  }

  override async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const row = await this.rowOf(data)
    if (row.status !== "received") throw commonErrors.fail("invalid_transition")
    return { data: this.dataOf(row) }
  }

  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const row = await this.rowOf(data)
    const key = context?.idempotency_key
    const units = minorUnitsOf(amount, row.currency_code)
    if (!key || !(await refundTransfer(this.knex, { id: key, transferId: row.id, amount: units })))
      throw commonErrors.fail("invalid_transition")
    return { data: this.dataOf(row) }
  }

  override async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const row = await this.rowOf(data)
    await cancelTransfer(this.knex, row.id)
    return { data: this.dataOf(row) }
  }

  override async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const session = SessionData.safeParse(data)
    if (session.success) await cancelTransfer(this.knex, session.data.id)
    return data === undefined ? {} : { data }
  }

  /** Not used: webhooks go to Atrium's route, and core's is closed. */
  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}
