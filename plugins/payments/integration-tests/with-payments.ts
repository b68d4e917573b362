import { type Database, openDatabase } from "@atrium/test-kit/database"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { NewIntent } from "../src/data/sandbox-payments"
import { SandboxGatewayService } from "../src/modules/sandbox-gateway/service"
import { SandboxPaymentProvider } from "../src/providers/sandbox"

export type Payments = Database & {
  readonly gateway: SandboxGatewayService["payments"]
  readonly events: SandboxGatewayService["events"]
  readonly provider: SandboxPaymentProvider
  /** SQL statements sent while `job` runs, transaction control included. */
  statementsOf(job: () => Promise<unknown>): Promise<string[]>
}

/** The plugin's services on a migrated database of their own. */
export const openPayments = async (): Promise<Payments> => {
  const database = await openDatabase("payments")
  const { knex } = database
  const container = { [ContainerRegistrationKeys.PG_CONNECTION]: knex } as const
  const { payments, events } = new SandboxGatewayService(container)
  return {
    ...database,
    gateway: payments,
    events,
    provider: new SandboxPaymentProvider(container, { secret: "sandbox_secret_demo" }),
    statementsOf: async (job) => {
      const statements: string[] = []
      const note = ({ sql }: { sql: string }) => void statements.push(sql)
      knex.on("query", note)
      await job()
      knex.removeListener("query", note)
      return statements
    },
  }
}

let made = 0

/** An unpaid payment of 1,000.00 rupees. */
export const someIntent = (change: Partial<NewIntent> = {}): NewIntent => ({
  idempotencyKey: `payses_test_${process.pid}_${++made}`,
  amount: 100_000n,
  currencyCode: "inr",
  description: null,
  customer: null,
  sessionId: null,
  cartId: null,
  ...change,
})
