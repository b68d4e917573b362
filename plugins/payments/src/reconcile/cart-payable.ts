import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const PAYABLE = `
  SELECT (c.region_id IS NULL OR r.id IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM cart_payment_collection link
    JOIN payment_session session
      ON session.payment_collection_id = link.payment_collection_id AND session.deleted_at IS NULL
    LEFT JOIN region_payment_provider offered ON offered.payment_provider_id = session.provider_id
      AND offered.region_id = c.region_id AND offered.deleted_at IS NULL
    LEFT JOIN payment_provider provider ON provider.id = session.provider_id AND provider.is_enabled
    WHERE link.cart_id = c.id AND link.deleted_at IS NULL AND c.region_id IS NOT NULL
      AND session.status NOT IN ('canceled', 'error')
      AND (offered.id IS NULL OR provider.id IS NULL)) AS payable
  FROM cart c LEFT JOIN region r ON r.id = c.region_id AND r.deleted_at IS NULL
  WHERE c.id = ? AND c.deleted_at IS NULL`

/** Whether a cart's region still exists and offers what the cart is paid with; undefined where the cart is gone. */
export const isPayable = async (knex: Knex, cartId: string): Promise<boolean | undefined> => {
  const { rows }: { rows: { payable: boolean }[] } = await knex.raw(PAYABLE, [cartId])
  return rows[0]?.payable
}
