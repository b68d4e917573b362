import { encryptedTable, indexesOf, openColumn } from "@atrium/server"
import { z } from "zod"

import { phoneDigits } from "../domain/phone-digits"

/** What a customer entered is encrypted. The phone number is found by its last digits. */
export const encryptedRequests = encryptedTable({
  table: "service_request",
  columns: { customer_phone: "text", requirements: "text", intake: "json" },
  indexes: { customer_phone_index: { of: "customer_phone", normalize: phoneDigits } },
})

/** Bound to the cart, which is known before the row is written. */
export const encryptedPurchases = encryptedTable({
  table: "service_purchase",
  boundTo: "cart_id",
  columns: { customer: "json", requirements: "text", items: "json" },
})

/** The hashes with which requests of a phone number are found. */
export const phoneIndexes = (phone: string): string[] => indexesOf(encryptedRequests, "customer_phone_index", phone)

const Stored = z.object({ cart_id: z.string(), value: z.unknown() })

/** SQL of a purchase's column for `purchaseColumn`, in rows of other tables. */
export const purchaseColumnSql = (purchase: string, column: keyof typeof encryptedPurchases.columns): string =>
  `CASE WHEN ${purchase}.${column} IS NULL THEN NULL
     ELSE jsonb_build_object('cart_id', ${purchase}.cart_id, 'value', ${purchase}.${column}) END`

/** Decrypts a column of `purchaseColumnSql`. */
export const purchaseColumn = <S extends z.ZodType>(column: keyof typeof encryptedPurchases.columns, schema: S) =>
  z.preprocess((stored) => {
    const { success, data } = Stored.safeParse(stored)
    return success ? openColumn(encryptedPurchases, { column, id: data.cart_id }, data.value) : stored
  }, schema)
