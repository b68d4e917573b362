import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

export type CanceledOrder = { order_id: string }

export type CanceledOrderWork = (order: CanceledOrder) => WorkToEnqueue[]

const registered = createRegistry<CanceledOrderWork>("payments.canceled-order-work")

/** Says what is due once an order is cancelled, paid or not. Called on import by the plugins above. */
export const registerCanceledOrderWork = (name: string, work: CanceledOrderWork): void =>
  registered.register(name, work)

/** All that is due for these orders, ready for one insert. Keys make repeating it harmless. */
export const canceledOrderWork = (orders: readonly CanceledOrder[]): WorkToEnqueue[] =>
  orders.flatMap((order) => registered.entries().flatMap(([, work]) => work(order)))
