import type { MailToRequest } from "@atrium/notifications/contracts"
import { Button, defineMailTemplate, Heading, Layout, mailOf, Paragraph, Small } from "@atrium/notifications/mail"
import { z } from "zod"

import { DRAFT_DAYS } from "../domain/checkout-draft"
import { CHECKOUT_REMINDERS } from "../domain/mail-categories"

export const CheckoutReminderProps = z.strictObject({ link: z.url(), days: z.number().int().min(1) })
export type CheckoutReminderProps = z.output<typeof CheckoutReminderProps>

/** Once per checkout, only if the shopper agreed to it. Contains no text of the shopper. */
export const checkoutReminderTemplate = defineMailTemplate<CheckoutReminderProps>({
  name: "service-provisioning.checkout-reminder",
  example: { link: "https://shop.example/resume#token=x", days: 30 },
  props: CheckoutReminderProps,
  category: CHECKOUT_REMINDERS,
  secret: true,
  subject: () => "Your checkout is saved",
  Body: ({ link, days, locale }) => (
    <Layout
      locale={locale}
      preview="Continue where you left off, on any device."
      reason="You're receiving this email because you asked at the checkout for one reminder if you don't finish. It is the only one."
    >
      <Heading>Your checkout is saved</Heading>
      <Paragraph>You haven't paid yet. What you entered is saved, so you can continue where you left off.</Paragraph>
      <Button href={link}>Continue checkout</Button>
      <Small>
        The link works for {days} days, until you pay. Anyone who has it can see what you entered, so don't forward this
        email.
      </Small>
    </Layout>
  ),
})

export const checkoutReminderMail = (reminder: { email: string; url: string; key: string }): MailToRequest =>
  mailOf(checkoutReminderTemplate, {
    event: `service-provisioning.checkout-reminder:${reminder.key}`,
    to: reminder.email,
    props: { link: reminder.url, days: DRAFT_DAYS },
  })
