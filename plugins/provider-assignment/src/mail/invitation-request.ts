import { mailOf } from "@atrium/notifications/workflows"

import { hashOfToken } from "../domain/invitation"
import { invitationTemplate } from "./invitation"
import { portalUrl } from "./provider-notice-request"

export type InvitationFacts = {
  readonly provider: { readonly id: string; readonly name: string; readonly email: string }
  readonly token: string
  /** How long the link works. */
  readonly days: number
}

/**
 * The mail with the one-time link. The token stands in the fragment, which browsers send to nobody, so that no log has
 * it; its hash tells one invitation from the next.
 */
export const invitationMail = ({ provider, token, days }: InvitationFacts) =>
  mailOf(invitationTemplate, {
    event: `provider-invitation:${provider.id}:${hashOfToken(token).slice(0, 32)}`,
    to: provider.email,
    props: {
      provider_name: provider.name,
      days,
      link: `${portalUrl()}/welcome#${new URLSearchParams({ token, email: provider.email }).toString()}`,
    },
  })
