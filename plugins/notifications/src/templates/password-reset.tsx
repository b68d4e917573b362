import { z } from "zod"

import { registerMailTemplate } from "./mail-templates"
import { Button, Heading, Layout, Paragraph, Small } from "./parts"

/** How to choose a new password. Sent to whoever asked for it with this mailbox. */
export const passwordReset = registerMailTemplate({
  name: "notifications.password-reset",
  props: z.strictObject({ link: z.url() }),
  secret: true,
  subject: () => "Choose a new password",
  Body: ({ link, locale }) => (
    <Layout
      locale={locale}
      preview="The link is good for a quarter of an hour."
      reason="You get this mail because somebody asked for a new password for this address."
    >
      <Heading>Choose a new password</Heading>
      <Paragraph>You asked to change your password. Follow the link and choose a new one.</Paragraph>
      <Button href={link}>Choose a new password</Button>
      <Small>The link works once and for 15 minutes. If you did not ask for it, there is nothing to do.</Small>
    </Layout>
  ),
})
