import { eraseBySql, type PersonalData, readBySql, type RetentionRule, sqlChanges, knexOf } from "@atrium/server"

/** How long an archive can be downloaded, and how long the address of a request is kept. */
export const ARCHIVE_DAYS = 7

const STATEMENTS = [
  `DELETE FROM privacy_archive WHERE request_id IN (
     SELECT id FROM privacy_request WHERE completed_at < :before)`,
  `DELETE FROM privacy_request WHERE status = 'requested' AND requested_at < :before`,
  `UPDATE privacy_request SET email = NULL, customer_id = NULL, reason = NULL, token_hash = NULL, person = NULL
   WHERE completed_at < :before AND (coalesce(email, customer_id, reason, token_hash) IS NOT NULL OR person IS NOT NULL)`,
]

export const privacyRequestRetention: RetentionRule = {
  table: "privacy_request",
  what: "archives of exports, requests that were not confirmed, and the addresses of others",
  keptDays: ARCHIVE_DAYS,
  why: "as long as the archive can be downloaded; the report stays, without the person",
  remove: async (container, before) => {
    let rows = 0
    for (const statement of STATEMENTS) rows += await sqlChanges(knexOf(container), statement, { before })
    return rows
  },
}

const OTHERS = "status NOT IN ('running', 'incomplete') AND (email = ANY(:emails) OR customer_id = ANY(:customers))"

/** Earlier requests of a person who is being erased, with their archives. */
export const privacyPersonalData: PersonalData = {
  table: "privacy_request",
  what: "earlier privacy requests, with their archives",
  erasure: "cleared",
  why: "the report of what was done stays, without the person",
  read: readBySql(
    `SELECT kind, status, origin, email, requested_at, confirmed_at, completed_at FROM privacy_request
     WHERE email = ANY(:emails) OR customer_id = ANY(:customers) ORDER BY requested_at`
  ),
  erase: eraseBySql(
    `DELETE FROM privacy_archive WHERE request_id IN (SELECT id FROM privacy_request WHERE ${OTHERS})`,
    `DELETE FROM privacy_request WHERE status = 'requested' AND ${OTHERS}`,
    `UPDATE privacy_request SET email = NULL, customer_id = NULL, reason = NULL, token_hash = NULL, person = NULL
     WHERE ${OTHERS}`
  ),
}
