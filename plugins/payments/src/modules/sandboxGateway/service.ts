import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { SandboxEvents } from "./events"
import { SandboxGateway } from "./gateway"

/** The sandbox gateway as a module, for its routes and its work; the payment provider uses the same classes. */
export class SandboxGatewayService {
  readonly payments: SandboxGateway
  readonly events: SandboxEvents

  constructor(container: Record<string, unknown>) {
    const knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.payments = new SandboxGateway(knex)
    this.events = new SandboxEvents(knex)
  }
}
