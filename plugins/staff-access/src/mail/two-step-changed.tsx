import { defineMailTemplate, Heading, Layout, Paragraph } from "@atrium/notifications/mail"
import { z } from "zod"

export const TWO_STEP_CHANGES = ["enabled", "disabled", "reset", "recovery_codes"] as const
export type TwoStepChange = (typeof TWO_STEP_CHANGES)[number]

const TEXTS = {
  enabled: {
    title: "Two-step verification was turned on",
    text: "You now need a code from your authenticator app as well as your password to sign in.",
  },
  disabled: {
    title: "Two-step verification was turned off",
    text: "You now sign in with only your password.",
  },
  reset: {
    title: "Two-step verification was reset",
    text: "An owner of the shop reset the two-step verification of your account. Your authenticator app and recovery codes no longer work. Sign in with your password, then set it up again.",
  },
  recovery_codes: {
    title: "You have new recovery codes",
    text: "New recovery codes were created for your account. The previous ones no longer work.",
  },
} as const satisfies Record<TwoStepChange, { title: string; text: string }>

/** Sent to the owner of an account after its second factor was changed. */
export const twoStepChangedTemplate = defineMailTemplate({
  name: "staff-access.two-step-changed",
  example: { change: "enabled" },
  props: z.strictObject({ change: z.enum(TWO_STEP_CHANGES) }),
  subject: ({ change }) => TEXTS[change].title,
  Body: ({ change, locale }) => (
    <Layout
      locale={locale}
      preview="If this wasn't you, choose a new password now."
      reason="You're receiving this email because two-step verification was changed for your account."
    >
      <Heading>{TEXTS[change].title}</Heading>
      <Paragraph>{TEXTS[change].text}</Paragraph>
      <Paragraph>
        If this wasn't you, reset your password on the sign-in page and contact an owner of the shop.
      </Paragraph>
    </Layout>
  ),
})
