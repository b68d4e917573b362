import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url(), hours: z.number().int().min(1) })

/** Sent to the address that a customer wants to use from now on. Contains no user input. */
export const emailChangeLink = defineMailTemplate({
  name: "identity.email-change-link",
  example: { link: "https://shop.example/account/email/confirm#token=x", hours: 24 },
  props: Props,
  secret: true,
  subject: () => "Confirm your new email address",
  Body: ({ link, hours, locale }) => (
    <Layout
      locale={locale}
      preview="Confirm that this address is yours."
      reason="You're receiving this email because a customer wants to use this address for their account."
    >
      <Heading>Confirm your new email address</Heading>
      <Paragraph>Sign in to your account, then open this link to use this address from now on.</Paragraph>
      <Button href={link}>Confirm address</Button>
      <Small>The link works once and expires after {hours} hours. If this wasn't you, you can ignore this email.</Small>
    </Layout>
  ),
})
