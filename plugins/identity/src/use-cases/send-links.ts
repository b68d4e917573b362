import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { generateResetPasswordTokenWorkflow } from "@medusajs/medusa/core-flows"

import { signInOf } from "../data/core/sign-in-of"
import { recordEmailedLink } from "../data/emailed-links"
import { hashOf, newSecret } from "../domain/secret-link"
import { actors } from "../extension-points"
import { accountExistsMail, registrationMail } from "../mail/registration-request"

/** Minimum time between two emails of a kind to an address. */
const PAUSE_MINUTES = 5
const REGISTRATION_HOURS = 24
const RESET_MINUTES = 15

/** Emails a link to create an account, or a notice that the address already has one. */
export const sendRegistrationLink = async (container: MedusaContainer, email: string): Promise<void> => {
  const customer = actors.get("customer")
  if (!customer) return
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { identityId } = await signInOf(knex, email, "customer", customer)
  const now = clock.now()
  const token = newSecret()
  const tokenHash = hashOf(token)
  await knex.transaction(async (trx) => {
    const recorded = await recordEmailedLink(trx, {
      purpose: "registration",
      email,
      tokenHash: identityId ? null : tokenHash,
      expiresAt: new Date(now.getTime() + REGISTRATION_HOURS * 3_600_000),
      now,
      pauseMinutes: PAUSE_MINUTES,
    })
    if (!recorded) return
    // The hash distinguishes requests without storing the token.
    const request = tokenHash.slice(0, 32)
    const mail = identityId
      ? accountExistsMail({ email, request })
      : registrationMail({ email, request, token, hours: REGISTRATION_HOURS })
    await requestMail(trx, [mail])
  })
}

/** Emails a link to choose a new password, if the address has an account of this type. */
export const sendPasswordReset = async (
  container: MedusaContainer,
  email: string,
  actorType: string
): Promise<void> => {
  const definition = actors.get(actorType)
  if (!definition) return
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { identityId } = await signInOf(knex, email, actorType, definition)
  if (!identityId) return
  const now = clock.now()
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  // The row stays locked until core has created the token, so that parallel calls send one email; a failure is retried.
  await knex.transaction(async (trx) => {
    const recorded = await recordEmailedLink(trx, {
      purpose: "password_reset",
      email,
      tokenHash: null,
      expiresAt: new Date(now.getTime() + RESET_MINUTES * 60_000),
      now,
      pauseMinutes: PAUSE_MINUTES,
    })
    if (!recorded) return
    await generateResetPasswordTokenWorkflow(container).run({
      input: {
        entityId: email,
        actorType,
        provider: "emailpass",
        secret: http.jwtSecret,
        jwtOptions: http.jwtOptions,
        metadata: {},
      },
    })
  })
}
