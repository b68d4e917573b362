import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url(), hours: z.number().int().min(1) })

/** Sent to an address without an account that someone wants to register. Contains no user input. */
export const registrationLink = defineMailTemplate({
  name: "identity.registration-link",
  example: { link: "https://shop.example/register/complete#token=x", hours: 24 },
  props: Props,
  secret: true,
  subject: () => "Finish creating your account",
  Body: ({ link, hours, locale }) => (
    <Layout
      locale={locale}
      preview="Confirm your email address and choose a password."
      reason="You're receiving this email because someone tried to create an account with this address."
    >
      <Heading>Finish creating your account</Heading>
      <Paragraph>Confirm your email address and choose a password to finish creating your account.</Paragraph>
      <Button href={link}>Create your account</Button>
      <Small>The link works once and expires after {hours} hours. If this wasn't you, you can ignore this email.</Small>
    </Layout>
  ),
})
