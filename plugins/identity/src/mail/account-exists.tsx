import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small, TextLink } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ sign_in: z.url(), new_password: z.url() })

/** Sent to an address that already has an account, because the page must not reveal that. */
export const accountExists = defineMailTemplate({
  name: "identity.account-exists",
  example: { sign_in: "https://shop.example/sign-in", new_password: "https://shop.example/forgot-password" },
  props: Props,
  subject: () => "You already have an account",
  Body: ({ sign_in, new_password, locale }) => (
    <Layout
      locale={locale}
      preview="Sign in, or choose a new password."
      reason="You're receiving this email because someone tried to create an account with this address."
    >
      <Heading>You already have an account</Heading>
      <Paragraph>
        Someone tried to create an account with this email address, but you already have one. You can sign in instead.
      </Paragraph>
      <Button href={sign_in}>Sign in</Button>
      <Paragraph>
        Forgot your password? <TextLink href={new_password}>Choose a new one</TextLink>.
      </Paragraph>
      <Small>If this wasn't you, you can ignore this email.</Small>
    </Layout>
  ),
})
