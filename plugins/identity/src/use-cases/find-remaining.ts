import { knexOf, type Person, personalData } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { RemainingRows } from "../contracts"
import { freeAddresses } from "../data/core/person"
import { countRowsWithAddress, tablesWithText } from "../data/core/rows-with-address"

/** Requests for privacy hold the address until the person knows that they are erased. */
const OWN_TABLES = ["privacy_request"]

/**
 * Checks an erased person: the rows that should be deleted, found by their stored keys, and every text and JSON column of
 * every table for one of their addresses. Tables that are kept are left out, as is an address that is another account's by now.
 */
export const findRemaining = async (container: MedusaContainer, person: Person): Promise<RemainingRows[]> => {
  const knex = knexOf(container)
  const rows = new Map<string, number>()
  for (const { table, erasure, read } of personalData.all())
    if (erasure === "deleted" && read) rows.set(table, (await read(container, person)).length)

  const emails = await freeAddresses(knex, person)
  if (emails.length > 0)
    for (const { table, columns } of await tablesWithText(knex)) {
      if (OWN_TABLES.includes(table) || personalData.get(table)?.erasure === "kept") continue
      const found = await countRowsWithAddress(knex, { table, columns, emails })
      rows.set(table, Math.max(found, rows.get(table) ?? 0))
    }
  return [...rows].filter(([, count]) => count > 0).map(([table, count]) => ({ table, rows: count }))
}
