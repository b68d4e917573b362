import { clock } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { closeOver, deleteExpired } from "../data/consultations"

const DAY_MS = 24 * 60 * 60_000

/** Each minute: holds and consultations that are over get their final status. Times are free without it, too. */
export default async function closeConsultations(container: MedusaContainer): Promise<void> {
  const knex = knexOf(container)
  const now = clock.now()
  await closeOver(knex, now)
  await deleteExpired(knex, new Date(now.getTime() - DAY_MS))
}

export const config = { name: "consultations-close-over", schedule: "* * * * *" }
