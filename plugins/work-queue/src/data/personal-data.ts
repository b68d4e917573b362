import { eraseBySql, mentionsPerson, type PersonalData } from "@atrium/server"

/** Payloads of work that has ended. Open work about the person either ends before the erasure or finds nothing. */
export const workPersonalData: PersonalData = {
  table: "work_item",
  what: "payloads of finished work that mention the person",
  erasure: "cleared",
  why: "its key stays, so that nothing is done twice",
  erase: eraseBySql(
    `UPDATE work_item SET payload = '{}', last_error = NULL
     WHERE status IN ('done', 'dead', 'cancelled') AND (payload <> '{}' OR last_error IS NOT NULL)
       AND ${mentionsPerson("CAST(payload AS text) || ' ' || coalesce(last_error, '')")}`
  ),
}
