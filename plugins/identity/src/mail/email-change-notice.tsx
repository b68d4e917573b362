import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url() })

/** Sent to the current address of a customer when someone with their password asks to change it. */
export const emailChangeNotice = defineMailTemplate({
  name: "identity.email-change-notice",
  example: { link: "https://shop.example/email-change/stop#token=x" },
  props: Props,
  secret: true,
  subject: () => "Your email address is about to change",
  Body: ({ link, locale }) => (
    <Layout
      locale={locale}
      preview="If this wasn't you, stop the change now."
      reason="You're receiving this email because someone with your password asked to change your email address."
    >
      <Heading>Your email address is about to change</Heading>
      <Paragraph>
        Someone who is signed in to your account and knows your password asked to use another email address. The change
        takes effect when the new address is confirmed.
      </Paragraph>
      <Paragraph>
        If this was you, you don't need to do anything. If it wasn't, stop the change: your account keeps this address,
        you're signed out on all devices, and you choose a new password.
      </Paragraph>
      <Button href={link}>Stop the change</Button>
      <Small>The link works for 7 days, also after the change.</Small>
    </Layout>
  ),
})
