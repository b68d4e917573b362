import { endFiles } from "@atrium/documents/tx"
import {
  column,
  knexOf,
  type Person,
  type PersonalData,
  removeBySql,
  type RetentionRule,
  sqlRows,
} from "@atrium/server"
import { z } from "zod"

import { DRAFT_DAYS } from "../domain/checkout-draft"
import { draftIndexesOf, findDraft } from "./checkout-drafts"

const OF_PERSON = "cart_id = ANY(:carts) OR customer_id = ANY(:customers) OR email_index = ANY(:indexes)"

const keysOf = ({ carts, customers, emails }: Person) => ({ carts, customers, indexes: draftIndexesOf(emails) })

/** What was typed is found by cart, customer and the blind index of the address, because it is encrypted. */
export const draftPersonalData: PersonalData = {
  table: "checkout_draft",
  what: "what was typed at a checkout that isn't finished",
  erasure: "deleted",
  read: async (container, person) => {
    const knex = knexOf(container)
    const found = await sqlRows(
      knex,
      z.object({ id: column.text }),
      `SELECT id FROM checkout_draft WHERE ${OF_PERSON} ORDER BY created_at`,
      keysOf(person)
    )
    const drafts = await Promise.all(found.map(({ id }) => findDraft(knex, { id })))
    return drafts.flatMap((draft) =>
      draft
        ? [
            {
              started_at: draft.created_at,
              changed_at: draft.updated_at,
              email: draft.email,
              plan: draft.plan,
              values: draft.values,
              reminder_allowed: draft.remind,
            },
          ]
        : []
    )
  },
  erase: async (_container, person, trx) => {
    const erased = await sqlRows(
      trx,
      z.object({ id: column.text }),
      `DELETE FROM checkout_draft WHERE ${OF_PERSON} RETURNING id`,
      keysOf(person)
    )
    const ids = erased.map(({ id }) => id)
    if (ids.length > 0) await endFiles(trx, "draft", ids)
    return erased.length
  },
}

export const draftRetention: RetentionRule = {
  table: "checkout_draft",
  what: "what was typed at checkouts that were not finished",
  keptDays: DRAFT_DAYS,
  why: "shoppers come back within some weeks, and an emailed link works as long",
  remove: removeBySql(
    "DELETE FROM checkout_draft WHERE id IN (SELECT id FROM checkout_draft WHERE updated_at < :before LIMIT :most)"
  ),
}
