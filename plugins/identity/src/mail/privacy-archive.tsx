import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url(), days: z.number().int().min(1) })

/** Sent when the archive of an export is ready. */
export const privacyArchive = defineMailTemplate({
  name: "identity.privacy-archive",
  example: { link: "https://shop.example/privacy/archive#token=example", days: 7 },
  props: Props,
  secret: true,
  subject: () => "Your data is ready to download",
  Body: ({ link, days, locale }) => (
    <Layout
      locale={locale}
      preview="The copy of your data is ready."
      reason="You're receiving this email because you asked for a copy of your data."
    >
      <Heading>Your data is ready to download</Heading>
      <Paragraph>It's a ZIP file with everything we store about you, and your invoices and receipts as PDF.</Paragraph>
      <Button href={link}>Download your data</Button>
      <Small>
        The link works for {days} days. Don't forward this email: anyone who has the link can download your data.
      </Small>
    </Layout>
  ),
})
