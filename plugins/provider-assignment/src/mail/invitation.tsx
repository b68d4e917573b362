import { Button, Heading, Layout, Paragraph, registerMailTemplate, Small } from "@atrium/notifications/workflows"
import { z } from "zod"

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
    reason="You get this mail because the shop keeps you as one of its providers."
  >
    <Heading>Welcome to Atrium</Heading>
    <Paragraph>
      Hello {provider_name}, requests that fit you are going to be assigned to you. Choose a password to see them, work
      on them and tell us when you are away.
    </Paragraph>
    <Button href={link}>Choose a password</Button>
    <Small>
      The link works once and for {days} days. If you do not know what this is about, there is nothing to do.
    </Small>
  </Layout>
)

export const invitationTemplate = registerMailTemplate<InvitationProps>({
  name: "provider-assignment.invitation",
  props: InvitationProps,
  secret: true,
  subject: () => "You are invited to work with Atrium",
  Body: Invitation,
})
