import { z } from "zod"

import { Button, Heading, Layout, Paragraph, Small } from "./components"
import { defineMailTemplate } from "./mail-template"

/** A link to choose a new password, sent to the address it was requested for. */
export const passwordReset = defineMailTemplate({
  name: "notifications.password-reset",
  example: { link: "https://shop.example/reset-password#token=x" },
  props: z.strictObject({ link: z.url() }),
  secret: true,
  subject: () => "Choose a new password",
  Body: ({ link, locale }) => (
    <Layout
      locale={locale}
      preview="The link expires after 15 minutes."
      reason="You're receiving this email because a new password was requested for this address."
    >
      <Heading>Choose a new password</Heading>
      <Paragraph>You asked to reset your password. Use the button below to choose a new one.</Paragraph>
      <Button href={link}>Choose a new password</Button>
      <Small>
        The link works once and expires after 15 minutes. If you didn't request it, you can ignore this email.
      </Small>
    </Layout>
  ),
})
