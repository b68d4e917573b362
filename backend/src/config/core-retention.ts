import { graphRows, keptFor, keptTables, type RetentionRule, retentionRules } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import { findOldGuests, findOldInvites, findOldNotifications } from "../data/core/old-rows"

const BATCH = 200

const Named = z.object({ id: z.string() })
const CartRow = Named.extend({
  shipping_address: Named.nullish(),
  billing_address: Named.nullish(),
  payment_collection: z.object({ payments: z.array(z.unknown()).nullish() }).nullish(),
})

// Never deletes the cart of a payment that was made, with or without an order.
const removeAbandonedCarts = async (container: MedusaContainer, before: Date): Promise<number> => {
  for (let removed = 0, kept = 0; ;) {
    const data = await graphRows(container, CartRow, {
      entity: "cart",
      fields: ["id", "shipping_address.id", "billing_address.id", "payment_collection.payments.id"],
      filters: { completed_at: null, updated_at: { $lt: before } },
      pagination: { take: BATCH, skip: kept, order: { id: "ASC" } },
    })
    const abandoned = data.filter((cart) => !cart.payment_collection?.payments?.length)
    if (abandoned.length) {
      const carts = container.resolve(Modules.CART)
      await carts.deleteCarts(abandoned.map(({ id }) => id))
      // The module does not delete these rows, and nothing refers to them any more.
      await carts.deleteAddresses(
        abandoned.flatMap(({ shipping_address: to, billing_address: by }) =>
          [to, by].flatMap((address) => (address ? [address.id] : []))
        )
      )
    }
    removed += abandoned.length
    kept += data.length - abandoned.length
    if (data.length < BATCH) return removed
  }
}

retentionRules.add("backend", {
  table: "cart",
  what: "carts that never became an order and have no payment, with their addresses",
  keptDays: 90,
  why: "shoppers come back to a cart for some weeks",
  remove: removeAbandonedCarts,
})

/** Removes what `find` finds, through the module that owns it. */
const removeFound =
  (
    find: typeof findOldGuests,
    remove: (container: MedusaContainer, ids: string[]) => Promise<unknown>
  ): RetentionRule["remove"] =>
  async (container, before) => {
    for (let removed = 0; ;) {
      const ids = await find(container, before, BATCH)
      if (ids.length) await remove(container, ids)
      removed += ids.length
      if (ids.length < BATCH) return removed
    }
  }

retentionRules.add("backend", {
  table: "customer",
  what: "guests who bought nothing and whose carts are gone, with their addresses",
  keptDays: 90,
  why: "kept as long as their carts",
  remove: removeFound(findOldGuests, (container, ids) => container.resolve(Modules.CUSTOMER).deleteCustomers(ids)),
})

retentionRules.add("backend", {
  table: "invite",
  what: "invitations of staff that expired",
  keptDays: 90,
  why: "invitations can be resent for some weeks",
  remove: removeFound(findOldInvites, (container, ids) => container.resolve(Modules.USER).deleteInvites(ids)),
})

// Medusa's type omits a method that every module has.
const canDelete = (service: object): service is { deleteNotifications(ids: string[]): Promise<void> } =>
  "deleteNotifications" in service && typeof service.deleteNotifications === "function"

retentionRules.add("backend", {
  table: "notification",
  what: "Medusa's notifications: recipients and data of what was sent, and entries of Admin's notification feed",
  keptDays: 180,
  why: "kept as long as the contents of emails",
  remove: removeFound(findOldNotifications, async (container, ids) => {
    const notifications = container.resolve(Modules.NOTIFICATION)
    if (!canDelete(notifications)) throw new TypeError("Medusa's notification module can't delete notifications")
    await notifications.deleteNotifications(ids)
  }),
})

const ACCOUNTING = "accounting: kept as long as the law requires, which the operator decides"
const ACCOUNT = "kept as long as the account; Medusa marks a deleted account and keeps its row"
const SHOP = "the shop's own texts and addresses, not personal data"
const WITH_CART = "deleted with its cart"

keptTables.addAll("backend", [
  ...keptFor(ACCOUNTING, [
    "order",
    "order_address",
    "order_change",
    "order_change_action",
    "order_claim_item",
    "order_exchange_item",
    "order_line_item_tax_line",
    "order_shipping_method",
    "order_shipping_method_tax_line",
    "payment",
    "payment_session",
    "refund",
    "return_item",
    "fulfillment",
    "fulfillment_address",
  ]),
  ...keptFor(ACCOUNT, [
    "user",
    "account_holder",
    "auth_identity",
    "auth_mfa_factor",
    "auth_verification",
    "auth_password_reset_token",
    "provider_identity",
  ]),
  ...keptFor(SHOP, [
    "property_label",
    "refund_reason",
    "return_reason",
    "shipping_option",
    "shipping_option_type",
    "stock_location_address",
  ]),
  ...keptFor(WITH_CART, [
    "cart_address",
    "cart_line_item_tax_line",
    "cart_shipping_method",
    "cart_shipping_method_tax_line",
  ]),
  { table: "customer_address", why: "deleted with its customer" },
  { table: "workflow_execution", why: "Medusa deletes finished workflows after the retention time each of them sets" },
])
