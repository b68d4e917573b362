import type { MailToRequest } from "@atrium/notifications/contracts"
import { Button, defineMailTemplate, Heading, Layout, mailOf, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

import { DRAFT_DAYS } from "../domain/checkout-draft"

export const ResumeLinkProps = z.strictObject({ link: z.url(), days: z.number().int().min(1) })
export type ResumeLinkProps = z.output<typeof ResumeLinkProps>

/** Asked for at the checkout. Contains no text of the shopper: the address may belong to someone else. */
export const resumeLinkTemplate = defineMailTemplate<ResumeLinkProps>({
  name: "service-provisioning.resume-link",
  example: { link: "https://shop.example/resume#token=x", days: 30 },
  props: ResumeLinkProps,
  secret: true,
  subject: () => "Continue your checkout",
  Body: ({ link, days, locale }) => (
    <Layout
      locale={locale}
      preview="Open this link on any device. What you entered is saved."
      reason="You're receiving this email because someone entered this address at the checkout and asked for this link."
    >
      <Heading>Continue your checkout</Heading>
      <Paragraph>What you entered is saved. Open this link on any device to continue where you left off.</Paragraph>
      <Button href={link}>Continue checkout</Button>
      <Small>
        The link works for {days} days, until you pay. Anyone who has it can see what you entered, so don't forward this
        email. If you didn't ask for it, you can ignore it: nothing was ordered.
      </Small>
    </Layout>
  ),
})

export const resumeLinkMail = (link: { email: string; url: string; request: string }): MailToRequest =>
  mailOf(resumeLinkTemplate, {
    event: `service-provisioning.resume-link:${link.request}`,
    to: link.email,
    props: { link: link.url, days: DRAFT_DAYS },
  })
