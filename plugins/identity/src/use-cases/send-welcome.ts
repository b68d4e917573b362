import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { provenAccountWith } from "../data/core/proven-address"
import { welcomeMail } from "../mail/registration-request"

/** Welcomes the customer who has registered this address. Does nothing when the registration did not finish. Repeatable. */
export const sendWelcome = async (container: MedusaContainer, email: string): Promise<void> => {
  const knex = knexOf(container)
  const account = await provenAccountWith(knex, email)
  if (account) await requestMail(knex, [welcomeMail(account)])
}
