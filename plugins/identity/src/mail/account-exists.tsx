import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ sign_in: z.url(), new_password: z.url() })

/** Sent to an address that has an account when someone asks for one: the page's answer does not tell. */
export const accountExists = defineMailTemplate({
  name: "identity.account-exists",
  props: Props,
  subject: () => "You already have an account",
  Body: ({ sign_in, new_password, locale }) => (
    <Layout
      locale={locale}
      preview="Sign in, or choose a new password."
      reason="You're receiving this email because someone asked to create an account with this address."
    >
      <Heading>You already have an account</Heading>
      <Paragraph>
        Someone asked to create an account with this address. It has one already, so you can sign in with it.
      </Paragraph>
      <Button href={sign_in}>Sign in</Button>
      <Paragraph>Forgot your password? Choose a new one: {new_password}</Paragraph>
      <Small>If you didn't ask for it, you can ignore this email.</Small>
    </Layout>
  ),
})
