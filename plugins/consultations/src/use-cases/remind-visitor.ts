import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findConsultation } from "../data/consultations"
import { reminderMail } from "../mail"

/** Reminds of a consultation that is still booked at the time for which the reminder was scheduled. */
export const remindVisitor = async (
  container: MedusaContainer,
  { consultation_id, sequence }: { consultation_id: string; sequence: number }
): Promise<void> => {
  const knex = knexOf(container)
  const row = await findConsultation(knex, consultation_id)
  if (row?.status !== "booked" || row.sequence !== sequence || row.starts_at <= clock.now()) return
  await requestMail(knex, [reminderMail(row)])
}
