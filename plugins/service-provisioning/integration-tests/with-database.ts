import { randomUUID } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { TemplateContent } from "../src/domain/template-content"

export type SoldTier = { variant_id: string; product_id: string; version_id: string; content: TemplateContent }

/** Any tier of the demo catalog. */
export const someTier = async (knex: Knex): Promise<SoldTier> => {
  const [tier] = await knex("service_template as t")
    .join("service_template_version as v", "v.id", "t.current_version_id")
    .orderBy("t.id")
    .limit(1)
    .select<{ product_id: string; version_id: string; content: TemplateContent }[]>({
      product_id: "t.product_id",
      version_id: "v.id",
      content: "v.content",
    })
  const variant = tier?.content.tiers[0]?.variant_id
  if (!tier || !variant) throw new Error("The demo catalog is empty")
  return { ...tier, variant_id: variant }
}

const raw = (value: number) => JSON.stringify({ value: String(value), precision: 20 })

/** Rows of an order as core writes them; `paid` is what its transactions sum up to. */
export const insertOrder = async (
  knex: Knex,
  tier: SoldTier,
  options: { quantity?: number; total?: number; paid?: number; email?: string } = {}
): Promise<{ orderId: string; lineId: string; email: string }> => {
  const { quantity = 1, total = 1000 } = options
  const paid = options.paid ?? total
  const id = randomUUID().replaceAll("-", "")
  const email = options.email ?? `buyer-${id.slice(0, 12)}@example.com`
  const orderId = `order_${id}`
  const lineId = `ordli_${id}`
  await knex("order").insert({ id: orderId, version: 1, email, currency_code: "inr", status: "pending" })
  await knex("order_summary").insert({
    id: `ordsum_${id}`,
    order_id: orderId,
    version: 1,
    totals: JSON.stringify({ current_order_total: total }),
  })
  const unitPrice = total / quantity
  await knex("order_line_item").insert({
    id: lineId,
    title: "A service",
    product_title: "A service",
    variant_title: "Basic",
    product_id: tier.product_id,
    variant_id: tier.variant_id,
    unit_price: unitPrice,
    raw_unit_price: raw(unitPrice),
  })
  const zeros = ["fulfilled", "shipped", "return_requested", "return_received", "return_dismissed", "written_off"]
  await knex("order_item").insert({
    id: `orditem_${id}`,
    order_id: orderId,
    version: 1,
    item_id: lineId,
    quantity,
    raw_quantity: raw(quantity),
    ...Object.fromEntries(
      zeros.flatMap((name) => [
        [`${name}_quantity`, 0],
        [`raw_${name}_quantity`, raw(0)],
      ])
    ),
  })
  if (paid > 0)
    await knex("order_transaction").insert({
      id: `ordtrx_${id}`,
      order_id: orderId,
      version: 1,
      amount: paid,
      raw_amount: raw(paid),
      currency_code: "inr",
    })
  return { orderId, lineId, email }
}

/** Copies an order of `insertOrder` many times, under ids that sort before it. */
export const copyOrder = async (knex: Knex, orderId: string, copies: number): Promise<void> => {
  const id = orderId.slice("order_".length)
  for (const table of ["order", "order_summary", "order_line_item", "order_item", "order_transaction"])
    await knex.raw(
      `INSERT INTO ?? SELECT (jsonb_populate_record(NULL::??,
         CAST(replace(CAST(to_jsonb(t) AS text), :id, lpad(CAST(n AS text), 32, '0')) AS jsonb))).*
       FROM ?? t, generate_series(1, :copies) n WHERE CAST(to_jsonb(t) AS text) LIKE '%' || :id || '%'`.replaceAll(
        "??",
        `"${table}"`
      ),
      { id, copies }
    )
}
