import { Button, defineMailTemplate, Heading, Layout, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ link: z.url(), hours: z.number().int().min(1), kind: z.enum(["export", "erase"]) })

const TEXTS = {
  export: {
    subject: "Confirm the export of your data",
    text: "You asked for a copy of everything we store about you. Open this link to start. When the copy is ready, we'll email you a link to download it.",
    button: "Export my data",
  },
  erase: {
    subject: "Confirm that we erase your data",
    text: "You asked us to erase everything we store about you. Your account ends, and you can no longer see your orders and requests. This can't be undone. We keep invoices and amounts as long as tax law requires.",
    button: "Review and erase",
  },
} as const

/** Sent to the address whose data someone asked for. Contains no user input. */
export const privacyConfirmation = defineMailTemplate({
  name: "identity.privacy-confirmation",
  example: { link: "https://shop.example/privacy/export#token=example", hours: 24, kind: "export" },
  props: Props,
  secret: true,
  subject: ({ kind }) => TEXTS[kind].subject,
  Body: ({ link, hours, kind, locale }) => (
    <Layout
      locale={locale}
      preview={TEXTS[kind].subject}
      reason="You're receiving this email because someone asked for the data of this email address."
    >
      <Heading>{TEXTS[kind].subject}</Heading>
      <Paragraph>{TEXTS[kind].text}</Paragraph>
      <Button href={link}>{TEXTS[kind].button}</Button>
      <Small>
        The link works once and expires after {hours} hours. If this wasn't you, you can ignore this email: nothing
        happens without the link.
      </Small>
    </Layout>
  ),
})
