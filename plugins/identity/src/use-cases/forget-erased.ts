import { isMailPending } from "@atrium/notifications/use-cases"
import { knexOf, personalData } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findRequest, forgetPerson } from "../data/privacy-requests"
import { erasedEvent } from "../mail/privacy-mail-requests"

/** Tables that the erasure itself, and what ran beside it, may still have written. */
const WRITTEN_LATE = ["message", "notification", "work_item", "workflow_execution"]

/** Once the person has been told, removes the last traces: the email that told them, and the request's own address. */
export const forgetErased = async (
  container: MedusaContainer,
  id: string,
  { isLastAttempt }: { isLastAttempt: boolean }
): Promise<void> => {
  const knex = knexOf(container)
  const request = await findRequest(knex, id)
  if (request?.kind !== "erase" || request.status !== "completed" || !request.person) return
  if (!isLastAttempt && (await isMailPending(knex, erasedEvent(id))))
    throw new WorkFailure("The email that reports the erasure has not been sent yet")
  const { person } = request
  await knex.transaction(async (trx) => {
    for (const table of WRITTEN_LATE) await personalData.get(table)?.erase?.(container, person, trx)
    await forgetPerson(trx, id)
  })
}
