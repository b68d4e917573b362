import { eraseBySql, mentionsPerson, type PersonalData } from "@atrium/server"

/**
 * Payloads of work. Work that waits and names the person's address, such as the second attempt to link their purchases, is
 * cancelled: there is no one left to do it for. Work that names only their orders goes on, because accounts depend on it.
 */
export const workPersonalData: PersonalData = {
  table: "work_item",
  what: "payloads of work that mention the person",
  erasure: "cleared",
  why: "its key stays, so that nothing is done twice",
  erase: eraseBySql(
    `UPDATE work_item SET status = 'cancelled', waits_for = NULL, finished_at = now()
     WHERE status IN ('due', 'retrying', 'parked')
       AND EXISTS (SELECT FROM unnest(CAST(:emails AS text[])) address
         WHERE strpos(lower(CAST(payload AS text)), lower(address)) > 0)`,
    `UPDATE work_item SET payload = '{}', last_error = NULL
     WHERE status IN ('done', 'dead', 'cancelled') AND (payload <> '{}' OR last_error IS NOT NULL)
       AND ${mentionsPerson("CAST(payload AS text) || ' ' || coalesce(last_error, '')")}`
  ),
}
