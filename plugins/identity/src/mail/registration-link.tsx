import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url(), hours: z.number().int().min(1) })

/** Sent to an address without an account when someone asks for one. Contains nothing the asker typed. */
export const registrationLink = defineMailTemplate({
  name: "identity.registration-link",
  props: Props,
  secret: true,
  subject: () => "Finish creating your account",
  Body: ({ link, hours, locale }) => (
    <Layout
      locale={locale}
      preview="Confirm your email address and choose a password."
      reason="You're receiving this email because someone asked to create an account with this address."
    >
      <Heading>Finish creating your account</Heading>
      <Paragraph>Confirm that this is your email address and choose a password. Then your account is ready.</Paragraph>
      <Button href={link}>Create your account</Button>
      <Small>The link works once, for {hours} hours. If you didn't ask for it, you can ignore this email.</Small>
    </Layout>
  ),
})
