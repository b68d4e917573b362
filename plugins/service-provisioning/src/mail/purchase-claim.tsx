import type { MailToRequest } from "@atrium/notifications/contracts"
import { Button, defineMailTemplate, Heading, Layout, mailOf, Paragraph, Small } from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import { z } from "zod"

import { CLAIM_LINK_HOURS } from "../domain/purchase-claim"

export const PurchaseClaimProps = z.strictObject({
  reference: z.string(),
  link: z.url(),
  hours: z.number().int().min(1),
})
export type PurchaseClaimProps = z.output<typeof PurchaseClaimProps>

/** Sent to the address of a guest's purchase when a customer wants to add it to their account. Contains no user input. */
export const purchaseClaimTemplate = defineMailTemplate<PurchaseClaimProps>({
  name: "service-provisioning.purchase-claim",
  example: {
    reference: "SR-2026-0042-7KQ",
    link: "https://shop.example/account/claim/confirm#token=x",
    hours: 24,
  },
  props: PurchaseClaimProps,
  secret: true,
  subject: ({ reference }) => `Add purchase ${reference} to your account`,
  Body: ({ reference, link, hours, locale }) => (
    <Layout
      locale={locale}
      preview="Confirm that you made this purchase."
      reason={`You're receiving this email because purchase ${reference} was made with this address.`}
    >
      <Heading>Add purchase {reference} to your account</Heading>
      <Paragraph>
        You asked to add this purchase to your account. Sign in to that account, then open this link.
      </Paragraph>
      <Button href={link}>Add purchase</Button>
      <Small>
        The link works once, only in the account that asked, and expires after {hours} hours. If this wasn't you, you
        can ignore this email: nothing changes.
      </Small>
    </Layout>
  ),
})

/** The token is in the fragment, which browsers do not send, so that no log contains it. */
export const purchaseClaimMail = (claim: {
  email: string
  reference: string
  token: string
  request: string
}): MailToRequest =>
  mailOf(purchaseClaimTemplate, {
    event: `service-provisioning.purchase-claim:${claim.request}`,
    to: claim.email,
    props: {
      reference: claim.reference,
      link: `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/account/claim/confirm#${new URLSearchParams({ token: claim.token }).toString()}`,
      hours: CLAIM_LINK_HOURS,
    },
  })
