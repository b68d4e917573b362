import {
  eraseBySql,
  knexOf,
  openedRow,
  type PersonalData,
  removeBySql,
  type RetentionRule,
  sqlRows,
  unsettledBySql,
} from "@atrium/server"
import { z } from "zod"

import { encryptedConsultations } from "./rows"

const EXPORTED = `
  SELECT id, reference, service_title AS service, provider_name AS specialist, status, starts_at, ends_at, time_zone, place, name,
    email, note, canceled_at, cancel_reason, created_at
  FROM consultation WHERE lower(email) = ANY(:emails) ORDER BY starts_at`

const Exported = openedRow(encryptedConsultations, z.looseObject({ id: z.string() }))

const UNSETTLED = `
  SELECT 'Consultation ' || reference || ' is still to come. Cancel it first.' AS sentence FROM consultation
  WHERE lower(email) = ANY(:emails) AND status = 'booked' AND ends_at > now()`

const ERASE = `
  UPDATE consultation SET name = 'Erased visitor', email = 'erased-' || id || '@erased.invalid', note = '',
    cancel_reason = NULL
  WHERE lower(email) = ANY(:emails)`

const CLEAR = `
  DELETE FROM consultation WHERE id IN (SELECT id FROM consultation WHERE ends_at < :before LIMIT :most)`

export const consultationPersonalData: readonly PersonalData[] = [
  {
    table: "consultation",
    what: "consultations with the visitor's name, address and note",
    erasure: "cleared",
    why: "the provider's time was taken; it stays without the person",
    read: async (container, person) =>
      (await sqlRows(knexOf(container), Exported, EXPORTED, person)).map(({ id: _id, ...row }) => row),
    unsettled: unsettledBySql(UNSETTLED),
    erase: eraseBySql(ERASE),
  },
]

export const consultationRetention: RetentionRule = {
  table: "consultation",
  what: "consultations with the visitor's name, address and note",
  keptDays: 365,
  why: "questions about what was discussed arrive within a year",
  remove: removeBySql(CLEAR),
}
