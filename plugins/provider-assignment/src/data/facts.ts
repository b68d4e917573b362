import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { ProviderFacts } from "../contracts/decisions"
import { PolicyContent } from "../contracts/policies"

// Effort that counts for a provider: open assignments and those completed within the policy's interval. Canceled and
// reassigned work does not count.
const FACTS = `
  WITH policy AS (
    SELECT v.id AS version_id, v.content,
      CAST(:now AS timestamptz) - make_interval(days => CAST(v.content ->> 'interval_days' AS int)) AS since
    FROM assignment_policy p JOIN assignment_policy_version v ON v.id = p.current_version_id
    WHERE p.deleted_at IS NULL ORDER BY p.created_at, p.id LIMIT 1
  ), active AS (
    SELECT * FROM provider WHERE status = 'active' AND deleted_at IS NULL
  ), counted AS (
    SELECT a.provider_id, a.effort_minutes, a.assigned_at FROM assignment a, policy
    WHERE a.assigned_at > policy.since AND (a.released_at IS NULL OR a.release_reason = 'completed')
  ), effort AS (
    SELECT provider_id, CAST(sum(effort_minutes) AS int) AS minutes FROM counted GROUP BY 1
  ), away AS (
    SELECT p.id AS provider_id, policy.since AS starts_at, coalesce(p.active_since, p.created_at) AS ends_at
    FROM active p, policy WHERE coalesce(p.active_since, p.created_at) > policy.since
    UNION ALL
    SELECT b.provider_id, b.starts_at, least(b.ends_at, :now) FROM provider_absence b, policy
    WHERE b.deleted_at IS NULL AND b.ends_at > policy.since AND b.starts_at < :now
  ), missed AS (
    SELECT provider_id, jsonb_object_agg(other_id, minutes) AS minutes FROM (
      SELECT w.provider_id, c.provider_id AS other_id, sum(c.effort_minutes) AS minutes
      FROM (SELECT DISTINCT provider_id FROM away) w JOIN counted c ON c.provider_id <> w.provider_id
      WHERE EXISTS (SELECT 1 FROM away x WHERE x.provider_id = w.provider_id
        AND c.assigned_at >= x.starts_at AND c.assigned_at < x.ends_at)
      GROUP BY 1, 2
    ) pairs GROUP BY 1
  ), reserved AS (
    SELECT provider_id, jsonb_object_agg(to_char(week, 'YYYY-MM-DD'), reserved_minutes) AS minutes
    FROM provider_week
    WHERE week > CAST(CAST(:now AS timestamptz) AS date) - 9 AND reserved_minutes > 0 GROUP BY 1
  ), absent AS (
    SELECT b.provider_id, jsonb_agg(jsonb_build_object('starts_at', b.starts_at, 'ends_at', b.ends_at)
      ORDER BY b.starts_at, b.ends_at) AS spans
    FROM provider_absence b, policy
    WHERE b.deleted_at IS NULL AND b.ends_at > CAST(:now AS timestamptz) - interval '9 days'
      AND b.starts_at < CAST(:now AS timestamptz)
        + make_interval(weeks => CAST(policy.content ->> 'planning_weeks' AS int) + 1)
    GROUP BY 1
  ), off AS (
    SELECT DISTINCT provider_id FROM assignment WHERE request_id = :requestId AND release_reason = 'unassigned'
  )
  SELECT policy.version_id, policy.content AS policy, (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'name', p.name, 'status', p.status, 'skills', p.skills, 'languages', p.languages, 'regions', p.regions,
      'service_ids', p.service_ids, 'time_zone', p.time_zone, 'working_hours', p.working_hours,
      'absences', coalesce(absent.spans, '[]'), 'capacity_minutes', p.capacity_minutes_per_week,
      'reserved', coalesce(reserved.minutes, '{}'), 'weight', p.weight, 'priority', p.priority,
      'last_assigned_at', p.last_assigned_at, 'effort_minutes', coalesce(effort.minutes, 0),
      'missed', coalesce(missed.minutes, '{}'), 'blocked', :email = ANY(p.blocked_emails),
      'taken_off', off.provider_id IS NOT NULL) ORDER BY p.id), '[]')
    FROM active p
    LEFT JOIN effort ON effort.provider_id = p.id
    LEFT JOIN missed ON missed.provider_id = p.id
    LEFT JOIN reserved ON reserved.provider_id = p.id
    LEFT JOIN absent ON absent.provider_id = p.id
    LEFT JOIN off ON off.provider_id = p.id
  ) AS providers
  FROM policy`

const moment = z.string().transform((text) => new Date(text).toISOString())

const FactsRow = z.object({
  version_id: column.text,
  policy: PolicyContent,
  providers: z.array(
    ProviderFacts.extend({
      absences: z.array(z.strictObject({ starts_at: moment, ends_at: moment })),
      last_assigned_at: moment.nullable(),
    })
  ),
})
/** The policy in force and every active provider as rules and scorers see them. */
export type ProvidersAndPolicy = z.infer<typeof FactsRow>

/** One statement, however many providers there are. Null while the shop has no policy. */
export const readProviderFacts = (
  knex: Knex,
  { requestId, customerEmail, now }: { requestId: string; customerEmail: string; now: Date }
): Promise<ProvidersAndPolicy | null> =>
  sqlRow(knex, FactsRow, FACTS, { requestId, email: customerEmail.toLowerCase(), now })
