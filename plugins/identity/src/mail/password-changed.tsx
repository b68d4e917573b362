import { timeInWords } from "@atrium/kernel"
import { Button, defineMailTemplate, Heading, Layout, Paragraph } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ changed_at: z.iso.datetime(), new_password: z.url() })

/** Sent to the owner of an account after its password was changed. */
export const passwordChanged = defineMailTemplate({
  name: "identity.password-changed",
  example: { changed_at: "2026-11-21T09:30:00.000Z", new_password: "https://shop.example/forgot-password" },
  props: Props,
  subject: () => "Your password was changed",
  Body: ({ changed_at, new_password, locale }) => (
    <Layout
      locale={locale}
      preview="If this wasn't you, choose a new password now."
      reason="You're receiving this email because the password of your account was changed."
    >
      <Heading>Your password was changed</Heading>
      <Paragraph>
        The password of your account was changed on {timeInWords(new Date(changed_at), "UTC", locale)}. You've been
        signed out on all other devices.
      </Paragraph>
      <Paragraph>If this was you, you don't need to do anything. If it wasn't, choose a new password now.</Paragraph>
      <Button href={new_password}>Choose a new password</Button>
    </Layout>
  ),
})
