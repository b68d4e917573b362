import { mailOf } from "@atrium/notifications/mail"
import { requestMail } from "@atrium/notifications/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { type TwoStepChange, twoStepChangedTemplate } from "../mail/two-step-changed"

/**
 * Emails the owner of an identity that its second factor changed, once per change.
 * @param id the factor's id, or another id of the change
 */
export const announceTwoStep = async (
  container: MedusaContainer,
  { identityId, change, id }: { identityId: string; change: TwoStepChange; id: string }
): Promise<void> => {
  const [login] = await container
    .resolve(Modules.AUTH)
    .listProviderIdentities({ auth_identity_id: identityId, provider: "emailpass" }, { select: ["entity_id"], take: 1 })
  if (!login) return
  await requestMail(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [
    mailOf(twoStepChangedTemplate, {
      event: `two-step-${change}:${id}`,
      to: login.entity_id,
      props: { change },
    }),
  ])
}
