import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import {
  column,
  eraseBySql,
  type PersonalData,
  readBySql,
  sqlChanges,
  sqlRows,
  unsettledBySql,
  withoutCustomers,
} from "@atrium/server"
import { replaceAffiliateCode } from "@atrium/service-provisioning/tx"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

const ERASED_CODE = /^ERASED[0-9A-F]{12}$/
const Affiliate = z.object({ id: column.text, code: column.text, status: column.text })

/** A code that names no one. Codes are never given twice. */
const erasedCode = (): string => `ERASED${randomBytes(6).toString("hex").toUpperCase()}`

const CLICKS = `
  SELECT visitor_id FROM affiliate_click
  WHERE id IN (SELECT click_id FROM affiliate_attribution WHERE order_id = ANY(:orders))`

export const affiliatePersonalData: readonly PersonalData[] = [
  {
    table: "affiliate",
    what: "membership in an affiliate program",
    erasure: "cleared",
    why: "accounting: commissions stay, without the person; the code is replaced and no longer works",
    read: readBySql(
      `SELECT a.code, a.status, p.name AS program, a.created_at FROM affiliate a
       JOIN affiliate_programme p ON p.id = a.programme_id WHERE a.customer_id = ANY(:customers)`
    ),
    unsettled: unsettledBySql(
      `SELECT 'Your commissions aren''t paid out yet.' AS sentence WHERE EXISTS (
         SELECT FROM commission c JOIN affiliate a ON a.id = c.affiliate_id
         WHERE a.customer_id = ANY(:customers) AND c.status NOT IN ('paid', 'void') AND c.amount <> 0)`
    ),
    erase: async (_container, { customers }, trx) => {
      const found = await sqlRows(
        trx,
        Affiliate,
        "SELECT id, code, status FROM affiliate WHERE customer_id = ANY(?) FOR UPDATE",
        [customers]
      )
      const named = found.filter(({ code }) => !ERASED_CODE.test(code))
      for (const { id, code, status } of named) {
        const to = erasedCode()
        const now = clock.now()
        await sqlChanges(
          trx,
          "UPDATE affiliate SET code = :to, status = 'suspended', updated_at = :now WHERE id = :id",
          {
            id,
            to,
            now,
          }
        )
        if (status === "active")
          await sqlChanges(
            trx,
            `INSERT INTO affiliate_status_history (id, affiliate_id, old_status, new_status, actor_type, reason, created_at)
             VALUES (:history, :id, 'active', 'suspended', 'system', 'Personal data erased', :now)`,
            { history: generateEntityId(undefined, "afhi"), id, now }
          )
        await replaceAffiliateCode(trx, { from: code, to })
      }
      return named.length
    },
  },
  {
    table: "affiliate_status_history",
    what: "reasons for changes of the membership",
    erasure: "cleared",
    why: "accounting: when an affiliate was active",
    erase: eraseBySql(
      `UPDATE affiliate_status_history SET reason = NULL WHERE reason IS NOT NULL AND reason <> 'Personal data erased'
         AND affiliate_id IN (SELECT id FROM affiliate WHERE customer_id = ANY(:customers))`
    ),
  },
  {
    table: "affiliate_click",
    what: "clicks on affiliate links that led to an order",
    erasure: "deleted",
    read: readBySql(
      `SELECT clicked_at, landing_path, referrer_host, utm FROM affiliate_click WHERE visitor_id IN (${CLICKS})
       ORDER BY clicked_at`
    ),
    erase: eraseBySql(`DELETE FROM affiliate_click WHERE visitor_id IN (${CLICKS})`),
  },
  {
    table: "commission",
    what: "commissions",
    erasure: "kept",
    why: "accounting: ids and amounts",
    read: readBySql(
      `SELECT c.service_title AS service, CAST(c.amount AS text) AS amount_in_minor_units, c.currency_code, c.status,
         c.created_at
       FROM commission c JOIN affiliate a ON a.id = c.affiliate_id WHERE a.customer_id = ANY(:customers)
       ORDER BY c.created_at`
    ),
  },
  {
    table: "affiliate_attribution",
    what: "which affiliate brought an order",
    erasure: "kept",
    why: "accounting: frozen at payment, with the affiliate's public code and without the buyer",
  },
  ...withoutCustomers("accounting: ids and amounts", ["commission_history"]),
]
