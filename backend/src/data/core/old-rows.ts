import { column, knexOf, sqlRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

const Row = z.object({ id: column.text })

// A guest's row is made with a cart; orders store their buyer themselves.
const GUESTS = `
  SELECT c.id FROM customer c
  WHERE NOT c.has_account AND c.deleted_at IS NULL AND c.updated_at < :before
    AND NOT EXISTS (SELECT 1 FROM cart WHERE cart.customer_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM "order" o WHERE o.customer_id = c.id)
  ORDER BY c.id LIMIT :most`
const INVITES = `SELECT id FROM invite WHERE expires_at < :before ORDER BY id LIMIT :most`
const NOTIFICATIONS = `SELECT id FROM notification WHERE created_at < :before ORDER BY id LIMIT :most`

const find =
  (statement: string) =>
  async (container: MedusaContainer, before: Date, most: number): Promise<string[]> => {
    const rows = await sqlRows(knexOf(container), Row, statement, { before, most })
    return rows.map(({ id }) => id)
  }

/** Ids of guests without order and cart, unchanged since `before`. */
export const findOldGuests = find(GUESTS)
/** Ids of Medusa's staff invitations that expired before `before`. */
export const findOldInvites = find(INVITES)
/** Ids of Medusa's notifications created before `before`. */
export const findOldNotifications = find(NOTIFICATIONS)
