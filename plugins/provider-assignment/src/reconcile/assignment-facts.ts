import type { ServiceRequestStatus, TemplateContent } from "@atrium/service-provisioning/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AssignmentFacts, ProviderFacts } from "../contracts/decisions"
import type { PolicyContent } from "../contracts/policies"
import { contactBy } from "../domain/assignment"
import { gatherExtra } from "./extra-facts"

// Effort that counts as a provider's: what it has in hand and what it finished within the policy's interval. What was
// cancelled or given to somebody else does not.
const FACTS = `
  WITH wanted AS (
    SELECT r.id, r.reference_number, r.status, r.provider_id, r.service_id, r.service_category AS category, r.created_at,
      r.estimated_contact_hours, lower(r.customer_email) AS email, v.content -> 'routing' AS routing
    FROM service_request r JOIN service_template_version v ON v.id = r.template_version_id
    WHERE r.id = :requestId AND r.deleted_at IS NULL
  ), policy AS (
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
  SELECT to_jsonb(wanted) - 'email' AS request, policy.version_id, policy.content AS policy, (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'name', p.name, 'status', p.status, 'skills', p.skills, 'languages', p.languages, 'regions', p.regions,
      'service_ids', p.service_ids, 'time_zone', p.time_zone, 'working_hours', p.working_hours,
      'absences', coalesce(absent.spans, '[]'), 'capacity_minutes', p.capacity_minutes_per_week,
      'reserved', coalesce(reserved.minutes, '{}'), 'weight', p.weight, 'priority', p.priority,
      'last_assigned_at', p.last_assigned_at, 'effort_minutes', coalesce(effort.minutes, 0),
      'missed', coalesce(missed.minutes, '{}'), 'blocked', wanted.email = ANY(p.blocked_emails),
      'taken_off', off.provider_id IS NOT NULL) ORDER BY p.id), '[]')
    FROM active p
    LEFT JOIN effort ON effort.provider_id = p.id
    LEFT JOIN missed ON missed.provider_id = p.id
    LEFT JOIN reserved ON reserved.provider_id = p.id
    LEFT JOIN absent ON absent.provider_id = p.id
    LEFT JOIN off ON off.provider_id = p.id
  ) AS providers
  FROM wanted, policy`

type RequestFacts = {
  id: string
  reference_number: string
  status: ServiceRequestStatus
  provider_id: string | null
  service_id: string
  category: string | null
  created_at: string
  estimated_contact_hours: number
  routing: TemplateContent["routing"]
}

type FactsRow = { request: RequestFacts; version_id: string; policy: PolicyContent; providers: ProviderFacts[] }

export type GatheredFacts = {
  readonly request: Pick<RequestFacts, "id" | "reference_number" | "status" | "provider_id">
  readonly policy: { readonly version_id: string; readonly content: PolicyContent }
  readonly facts: AssignmentFacts
}

const iso = (moment: string): string => new Date(moment).toISOString()

const withIsoTimes = (provider: ProviderFacts): ProviderFacts => ({
  ...provider,
  absences: provider.absences.map(({ starts_at, ends_at }) => ({ starts_at: iso(starts_at), ends_at: iso(ends_at) })),
  last_assigned_at: provider.last_assigned_at === null ? null : iso(provider.last_assigned_at),
})

const needsOf = ({ routing, created_at, estimated_contact_hours }: RequestFacts, now: Date) => ({
  skills: routing.skills,
  languages: routing.languages,
  regions: routing.regions,
  effort_minutes: Math.round(routing.effort_hours * 60),
  contact_by: contactBy(new Date(created_at), estimated_contact_hours, now).toISOString(),
})

/**
 * Everything a decision about this request rests on: one statement however many providers there are, and one for each
 * rule of another plugin that asked for more. Undefined when there is no such request.
 */
export const gatherFacts = async (
  knex: Knex | Knex.Transaction,
  requestId: string,
  now: Date
): Promise<GatheredFacts | undefined> => {
  const answer: { rows: FactsRow[] } = await knex.raw(FACTS, { requestId, now })
  const [row] = answer.rows
  if (!row) return undefined
  const { request, version_id, policy, providers } = row
  const about = { request_id: requestId, provider_ids: providers.map(({ id }) => id), at: now }
  return {
    request,
    policy: { version_id, content: policy },
    facts: {
      at: now.toISOString(),
      request: { id: request.id, service_id: request.service_id, category: request.category },
      needs: needsOf(request, now),
      providers: providers.map(withIsoTimes),
      extra: await gatherExtra(knex, [...policy.rules, ...policy.scorers], about),
    },
  }
}
