import {
  Button,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  defineMailTemplate,
  Small,
  useMailBrand,
} from "@atrium/notifications/mail"
import { z } from "zod"

import { hashOfToken } from "../domain/invitation"
import { portalUrl } from "./provider-notice"

export const InvitationProps = z.strictObject({
  provider_name: z.string(),
  link: z.url(),
  days: z.number().int().min(1),
})
export type InvitationProps = z.infer<typeof InvitationProps>

const Invitation = ({ provider_name, link, days, locale }: InvitationProps & { locale: string }) => (
  <Layout
    locale={locale}
    preview="Choose a password and see your requests."
    reason="You're receiving this email because you are one of our providers."
  >
    <Heading>Welcome to {useMailBrand().name}</Heading>
    <Paragraph>
      Hello {provider_name}, we'll assign requests to you that match what you do. Choose a password to see your
      requests, work on them, and enter your absences.
    </Paragraph>
    <Button href={link}>Choose a password</Button>
    <Small>
      The link works once and expires after {days} days. If you weren't expecting this, you can ignore this email.
    </Small>
  </Layout>
)

export const invitationTemplate = defineMailTemplate<InvitationProps>({
  name: "provider-assignment.invitation",
  example: { provider_name: "Lindqvist Legal", link: "https://shop.example/provider/welcome#token=x", days: 7 },
  props: InvitationProps,
  secret: true,
  subject: (_props, _locale, { name }) => `You're invited to work with ${name}`,
  Body: Invitation,
})

export type InvitationFacts = {
  readonly provider: { readonly id: string; readonly name: string; readonly email: string }
  readonly token: string
  /** How long the link works. */
  readonly days: number
}

/**
 * The email with the one-time link. The token is in the fragment, which browsers do not send, so that no log has it; its
 * hash distinguishes one invitation from the next.
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
