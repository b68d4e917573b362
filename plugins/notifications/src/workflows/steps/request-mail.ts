import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { MailToRequest } from "../../contracts"
import { requestMail } from "../../tx"

/**
 * Requests emails from a workflow without a transaction. No compensation: an email may already have been sent, and
 * repeating the request sends nothing twice.
 */
export const requestMailStep = createStep("request-mail", async (mails: MailToRequest[], { container }) => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await knex.transaction((trx) => requestMail(trx, mails)))
})
