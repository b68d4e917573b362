import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { ATTRIBUTION_RULES } from "../../contracts/statuses"

const Candidate = z.object({
  affiliate_id: column.text,
  code: column.text,
  customer_id: column.text,
  /** The email address of the affiliate's account. */
  email: column.text.nullable(),
  /** Whether the buyer had placed no order before. */
  first_order: column.boolean,
  clicked: column.boolean,
  terms: z.object({
    programme_id: column.text,
    name: column.text,
    version_id: column.text,
    attribution: z.enum(ATTRIBUTION_RULES),
    window_days: column.integer,
    holding_days: column.integer,
  }),
  clicks: z.array(z.object({ id: column.text, at: column.text.transform((at) => new Date(at)) })),
  /** The program's own rule and those for this order's services; `service_id` null: the program's own. */
  rules: z.array(
    z.object({
      version_id: column.text,
      service_id: column.text.nullable(),
      kind: column.text,
      config: z.record(z.string(), z.json()),
    })
  ),
})

// Versions, statuses and clicks as of the payment, so that a later run returns the same.
const CANDIDATES = `
  WITH visitor AS (
    SELECT c.* FROM affiliate_click c
    WHERE c.visitor_id = (SELECT visitor_id FROM affiliate_click WHERE id = :clickId) AND c.clicked_at <= :paidAt
  ), seen AS (
    SELECT affiliate_id FROM visitor UNION SELECT id FROM affiliate WHERE code = :code
  )
  SELECT a.id AS affiliate_id, a.code, a.customer_id, customer.email,
    NOT EXISTS (SELECT 1 FROM "order" placed JOIN "order" earlier ON NOT earlier.is_draft_order
        AND earlier.deleted_at IS NULL AND (earlier.created_at, earlier.id) < (placed.created_at, placed.id)
        AND earlier.customer_id IN (SELECT placed.customer_id
          UNION SELECT buyer.id FROM customer buyer WHERE buyer.email IN (placed.email, lower(placed.email)))
      WHERE placed.id = :orderId) AS first_order,
    EXISTS (SELECT 1 FROM visitor WHERE visitor.affiliate_id = a.id) AS clicked,
    jsonb_build_object('programme_id', p.id, 'name', p.name, 'version_id', v.id, 'attribution', v.attribution,
      'window_days', v.window_days, 'holding_days', v.holding_days) AS terms,
    (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', edge.id, 'at', edge.clicked_at)), '[]') FROM (
      (SELECT id, clicked_at FROM visitor WHERE visitor.affiliate_id = a.id
         AND clicked_at >= CAST(:paidAt AS timestamptz) - make_interval(days => v.window_days)
       ORDER BY clicked_at, id LIMIT 1)
      UNION ALL
      (SELECT id, clicked_at FROM visitor WHERE visitor.affiliate_id = a.id
         AND clicked_at >= CAST(:paidAt AS timestamptz) - make_interval(days => v.window_days)
       ORDER BY clicked_at DESC, id DESC LIMIT 1)) edge) AS clicks,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('version_id', rule.id,
        'service_id', r.service_id, 'kind', rule.kind, 'config', rule.config)), '[]')
      FROM commission_rule r
      CROSS JOIN LATERAL (SELECT * FROM commission_rule_version rv WHERE rv.rule_id = r.id AND rv.valid_from <= :paidAt
        ORDER BY rv.number DESC LIMIT 1) rule
      WHERE r.programme_id = p.id AND rule.active AND (r.service_id IS NULL OR r.service_id = ANY(:services))) AS rules
  FROM seen
  JOIN affiliate a ON a.id = seen.affiliate_id
  JOIN affiliate_programme p ON p.id = a.programme_id
  CROSS JOIN LATERAL (SELECT * FROM affiliate_programme_version pv
    WHERE pv.programme_id = p.id AND pv.valid_from <= :paidAt ORDER BY pv.number DESC LIMIT 1) v
  CROSS JOIN LATERAL (SELECT new_status FROM affiliate_status_history h
    WHERE h.affiliate_id = a.id AND h.created_at <= :paidAt ORDER BY h.sequence DESC LIMIT 1) standing
  LEFT JOIN customer ON customer.id = a.customer_id
  WHERE standing.new_status = 'active'
  ORDER BY a.id`

/**
 * Every affiliate who may have referred the buyer of an order, as of the payment.
 * @param code in capitals
 */
export const candidatesFor = (
  knex: Knex,
  order: { orderId: string; code: string | null; clickId: string | null; paidAt: Date; services: readonly string[] }
): Promise<z.infer<typeof Candidate>[]> =>
  sqlRows(knex, Candidate, CANDIDATES, { ...order, services: [...order.services] })
