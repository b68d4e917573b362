import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { Contender, ProgrammeTerms } from "../domain/pick-winner"

/** A rule as it held at payment. `service_id` null: the programme's own rate. */
export type RuleThen = {
  readonly version_id: string
  readonly number: number
  readonly service_id: string | null
  readonly rate_bp: number
}

export type ContenderRow = Contender & {
  readonly customer_id: string
  /** The mailbox of the affiliate's account. */
  readonly email: string | null
  /** Rules of its programme for this order's services, and the programme's own. */
  readonly rules: readonly RuleThen[]
}

type Row = Omit<ContenderRow, "clicks" | "terms"> & {
  clicks: { id: string; at: string }[]
  terms: ProgrammeTerms
}

// Versions, states and clicks as they were at the moment of payment: whoever looks later sees the same.
const CONTENDERS = `
  WITH visitor AS (
    SELECT c.* FROM affiliate_click c
    WHERE c.visitor_id = (SELECT visitor_id FROM affiliate_click WHERE id = :clickId) AND c.clicked_at <= :paidAt
  ), seen AS (
    SELECT affiliate_id FROM visitor UNION SELECT id FROM affiliate WHERE code = :code
  )
  SELECT a.id AS affiliate_id, a.code, a.customer_id, customer.email,
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
    (SELECT coalesce(jsonb_agg(jsonb_build_object('version_id', rule.id, 'number', rule.number,
        'service_id', r.service_id, 'rate_bp', rule.rate_bp)), '[]')
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
 * Everybody who could have brought the buyer of an order, as things were at payment. One statement.
 * @param code in capitals
 */
export const contendersFor = async (
  knex: Knex | Knex.Transaction,
  order: { code: string | null; clickId: string | null; paidAt: Date; services: readonly string[] }
): Promise<ContenderRow[]> => {
  const answer: { rows: Row[] } = await knex.raw(CONTENDERS, { ...order, services: [...order.services] })
  return answer.rows.map((row) => ({
    ...row,
    clicks: row.clicks.map(({ id, at }) => ({ id, at: new Date(at) })),
  }))
}
