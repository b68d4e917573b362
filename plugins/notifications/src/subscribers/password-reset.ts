import { createHash } from "node:crypto"

import { env } from "@atrium/server"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { passwordResetLink } from "../domain/password-reset-link"
import { mailOf } from "../mail"
import { passwordReset } from "../mail/password-reset"
import { requestMail } from "../tx"

const PasswordResetEvent = z.looseObject({ entity_id: z.string(), actor_type: z.string(), token: z.string() })

/** If the event is lost, the user requests another link. */
export default async function passwordResetSubscriber({ event, container }: SubscriberArgs<unknown>): Promise<void> {
  const { entity_id: email, actor_type: actorType, token } = PasswordResetEvent.parse(event.data)
  const { ATRIUM_STOREFRONT_URL: storefront, ATRIUM_BACKEND_URL: backend } = env()
  const link = passwordResetLink({ actorType, email, token }, { storefront, backend })
  if (!link) return
  // The token's hash distinguishes requests without storing the token.
  const request = createHash("sha256").update(token).digest("hex").slice(0, 32)
  const mail = mailOf(passwordReset, { event: `auth.password_reset:${request}`, to: email, props: { link } })
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction((trx) => requestMail(trx, [mail]))
}

export const config: SubscriberConfig = {
  event: "auth.password_reset",
  context: { subscriberId: "notifications.password-reset" },
}
