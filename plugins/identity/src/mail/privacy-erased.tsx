import { defineMailTemplate, Heading, Layout, Paragraph } from "@atrium/notifications/mail"
import { z } from "zod"

/** The last email to a person: their data is erased. */
export const privacyErased = defineMailTemplate({
  name: "identity.privacy-erased",
  example: {},
  props: z.strictObject({}),
  subject: () => "Your data has been erased",
  Body: ({ locale }) => (
    <Layout
      locale={locale}
      preview="Your account and your data have been erased."
      reason="You're receiving this email because you asked us to erase your data."
    >
      <Heading>Your data has been erased</Heading>
      <Paragraph>
        Your account has ended, and your name, addresses, answers and emails are gone from our orders and requests.
      </Paragraph>
      <Paragraph>
        We keep invoices, receipts and amounts as long as tax law requires. This is our last email to you about it: your
        email address is erased as well.
      </Paragraph>
    </Layout>
  ),
})
