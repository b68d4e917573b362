import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { SandboxEvents } from "../../data/sandbox-events"
import { SandboxGateway } from "../../data/sandbox-payments"

/** The sandbox gateway as a module, for its routes and its work; the payment provider uses the same class. */
export class SandboxGatewayService {
  readonly payments: SandboxGateway
  readonly events: SandboxEvents

  constructor({ __pg_connection__: knex }: { __pg_connection__: Knex }) {
    this.payments = new SandboxGateway(knex)
    this.events = new SandboxEvents(knex)
  }
}
