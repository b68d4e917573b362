import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ sign_in: z.url(), new_password: z.url() })

/** Sent to an address that already has an account, because the page must not reveal that. */
export const accountExists = defineMailTemplate({
  name: "identity.account-exists",
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
      <Paragraph>Forgot your password? Choose a new one: {new_password}</Paragraph>
      <Small>If this wasn't you, you can ignore this email.</Small>
    </Layout>
  ),
})
