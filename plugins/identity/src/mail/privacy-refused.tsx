import { defineMailTemplate, Heading, Layout, Paragraph } from "@atrium/notifications/mail"
import { z } from "zod"

/** Sent when something opened between the confirmation and the erasure. */
export const privacyRefused = defineMailTemplate({
  name: "identity.privacy-erasure-refused",
  example: { reasons: ["Request SR-7K2M-QX9D-41B isn't completed yet."] },
  props: z.strictObject({ reasons: z.array(z.string()) }),
  subject: () => "Your data can't be erased yet",
  Body: ({ reasons, locale }) => (
    <Layout
      locale={locale}
      preview="Something is still open."
      reason="You're receiving this email because you asked us to erase your data."
    >
      <Heading>Your data can't be erased yet</Heading>
      <Paragraph>Nothing was erased, because something is still open:</Paragraph>
      {reasons.map((reason) => (
        <Paragraph key={reason}>{reason}</Paragraph>
      ))}
      <Paragraph>Ask again when it is finished, or contact us.</Paragraph>
    </Layout>
  ),
})
