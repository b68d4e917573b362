import {
  idsBySql,
  moduleMethod,
  type PersonalData,
  personalData,
  readBySql,
  unsettledBySql,
  withoutCustomers,
} from "@atrium/server"
import { Modules } from "@medusajs/framework/utils"

import {
  changesToErase,
  clearDeliveryAddresses,
  deliveriesToErase,
  ERASABLE,
  executionsToErase,
  EXPORTED,
  UNSETTLED_ORDERS,
} from "../data/core/personal-rows"

type Erase = NonNullable<PersonalData["erase"]>
type ErasableTable = keyof typeof ERASABLE

const ORDERS_STAY = "accounting: the order and its amounts stay, without the person"

/** Empty except for the country, which decides the tax. */
const NO_ADDRESS = {
  first_name: null,
  last_name: null,
  company: null,
  address_1: null,
  address_2: null,
  city: null,
  province: null,
  postal_code: null,
  phone: null,
  metadata: null,
}

/** Deletes rows through the module that owns them. */
const deleteRows =
  (module: string, method: string, table: ErasableTable): Erase =>
  async (container, person) => {
    const ids = await idsBySql(container, person, ERASABLE[table])
    if (ids.length > 0) await moduleMethod(container.resolve<object>(module), method)(ids)
    return ids.length
  }

/** Empties columns of rows through the module that owns them. */
const clearRows =
  (module: string, method: string, table: ErasableTable, values: Readonly<Record<string, unknown>>): Erase =>
  async (container, person) => {
    const ids = await idsBySql(container, person, ERASABLE[table])
    if (ids.length > 0)
      await moduleMethod(container.resolve<object>(module), method)(ids.map((id) => ({ id, ...values })))
    return ids.length
  }

/** Notes of staff and customers on what was returned, claimed or exchanged. */
const clearNotes = (
  table: "return_item" | "order_claim_item" | "order_exchange_item",
  method: string
): PersonalData => ({
  table,
  what: "notes on what was returned or exchanged",
  erasure: "cleared",
  why: ORDERS_STAY,
  erase: clearRows(Modules.ORDER, method, table, { note: null }),
})

const eraseCarts: Erase = async (container, person, trx) => {
  const deleted = await deleteRows(Modules.CART, "deleteCarts", "open_cart")(container, person, trx)
  const cleared = clearRows(Modules.CART, "updateCarts", "ordered_cart", { email: null, metadata: null })
  return deleted + (await cleared(container, person, trx))
}

const eraseOrderChanges: Erase = async (container, person) => {
  const actions = await changesToErase(container, person)
  if (actions.length > 0)
    await moduleMethod(
      container.resolve<object>(Modules.ORDER),
      "updateOrderChangeActions"
    )(
      actions.map(({ id, type }) => ({
        id,
        internal_note: null,
        // Medusa merges JSON, so that what is left out stays.
        ...(type === null ? {} : { details: { type, old: null, new: null } }),
      }))
    )
  return actions.length
}

const eraseDeliveries: Erase = async (container, person, trx) => {
  const deliveries = await deliveriesToErase(container, person)
  const update = moduleMethod(container.resolve(Modules.FULFILLMENT), "updateFulfillment")
  for (const { id } of deliveries) await update(id, { metadata: null })
  await clearDeliveryAddresses(
    trx,
    deliveries.flatMap(({ address_id: id }) => (id ? [id] : []))
  )
  return deliveries.length
}

const eraseExecutions: Erase = async (container, person) => {
  const executions = await executionsToErase(container, person)
  if (executions.length > 0)
    await moduleMethod(container.resolve<object>(Modules.WORKFLOW_ENGINE), "deleteWorkflowExecutions")(executions)
  return executions.length
}

personalData.addAll("backend", [
  {
    table: "order",
    what: "orders",
    erasure: "cleared",
    why: ORDERS_STAY,
    read: readBySql(EXPORTED.order),
    unsettled: unsettledBySql(UNSETTLED_ORDERS),
    erase: clearRows(Modules.ORDER, "updateOrders", "order", { email: null, metadata: null }),
  },
  {
    table: "order_address",
    what: "addresses of orders",
    erasure: "cleared",
    why: "accounting: only the country stays, which decided the tax",
    erase: clearRows(Modules.ORDER, "updateOrderAddresses", "order_address", NO_ADDRESS),
  },
  {
    table: "order_change",
    what: "notes on changes of orders",
    erasure: "cleared",
    why: ORDERS_STAY,
    erase: clearRows(Modules.ORDER, "updateOrderChanges", "order_change", {
      description: null,
      internal_note: null,
      declined_reason: null,
      metadata: null,
    }),
  },
  {
    table: "order_change_action",
    what: "earlier email and postal addresses of orders",
    erasure: "cleared",
    why: ORDERS_STAY,
    erase: eraseOrderChanges,
  },
  clearNotes("return_item", "updateReturnItems"),
  clearNotes("order_claim_item", "updateOrderClaimItems"),
  clearNotes("order_exchange_item", "updateOrderExchangeItems"),
  {
    table: "fulfillment",
    what: "deliveries with their addresses",
    erasure: "cleared",
    why: "accounting: what was delivered when stays",
    erase: eraseDeliveries,
  },
])

// Before the carts, by which they are found.
personalData.add(
  "backend",
  {
    table: "cart_address",
    what: "addresses of carts",
    erasure: "cleared",
    why: "a cart without an order is deleted, that of an order stays without the person",
    erase: clearRows(Modules.CART, "updateAddresses", "cart_address", { ...NO_ADDRESS, country_code: null }),
  },
  { order: 190 }
)

// After what is found by them.
personalData.addAll(
  "backend",
  [
    {
      table: "cart",
      what: "carts",
      erasure: "cleared",
      why: "deleted without an order; that of an order stays without the person",
      read: readBySql(EXPORTED.cart),
      erase: eraseCarts,
    },
    {
      table: "customer_address",
      what: "saved addresses",
      erasure: "deleted",
      read: readBySql(EXPORTED.customer_address),
      erase: deleteRows(Modules.CUSTOMER, "deleteCustomerAddresses", "customer_address"),
    },
    {
      table: "customer",
      what: "the account, and entries as a guest",
      erasure: "deleted",
      read: readBySql(EXPORTED.customer),
      erase: deleteRows(Modules.CUSTOMER, "deleteCustomers", "customer"),
    },
  ],
  { order: 200 }
)

// Last, because what runs before may still write them.
personalData.addAll(
  "backend",
  [
    {
      table: "notification",
      what: "Medusa's notifications",
      erasure: "deleted",
      read: readBySql(EXPORTED.notification),
      erase: deleteRows(Modules.NOTIFICATION, "deleteNotifications", "notification"),
    },
    {
      table: "workflow_execution",
      what: "finished workflows that mention the person",
      erasure: "deleted",
      erase: eraseExecutions,
    },
  ],
  { order: 300 }
)

personalData.addAll("backend", [
  ...withoutCustomers("accounts and invitations of staff", ["user", "invite"]),
  ...withoutCustomers("names and rates of what was bought", [
    "cart_line_item_tax_line",
    "cart_shipping_method",
    "cart_shipping_method_tax_line",
    "order_line_item_tax_line",
    "order_shipping_method",
    "order_shipping_method_tax_line",
  ]),
  ...withoutCustomers("the shop's own texts and addresses", [
    "property_label",
    "refund_reason",
    "return_reason",
    "shipping_option",
    "shipping_option_type",
    "stock_location_address",
  ]),
  { table: "fulfillment_address", what: "addresses of deliveries", erasure: "cleared", why: "with their delivery" },
])
