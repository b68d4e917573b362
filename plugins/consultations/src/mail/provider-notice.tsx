import { timeInWords } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  defineMailTemplate,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  Small,
  useAttachedFiles,
} from "@atrium/notifications/mail"
import { z } from "zod"

import type { ConsultationRow } from "../data/rows"
import { ConsultationFacts, exampleFacts } from "../domain/consultation-facts"
import { factsOf, portalUrl } from "./mail-facts"

export const PROVIDER_CHANGES = ["booked", "moved", "canceled"] as const
export type ProviderChange = (typeof PROVIDER_CHANGES)[number]

const HEADINGS = {
  booked: "New consultation",
  moved: "A consultation has a new time",
  canceled: "A consultation was canceled",
} as const satisfies Record<ProviderChange, string>

const ProviderNotice = ConsultationFacts.extend({ change: z.enum(PROVIDER_CHANGES), portal_url: z.url() })
type ProviderNotice = z.output<typeof ProviderNotice>

const Attached = () =>
  useAttachedFiles().length > 0 ? <Small>Open the attached file to update your calendar.</Small> : null

export const providerNoticeTemplate = defineMailTemplate<ProviderNotice>({
  name: "consultations.provider-notice",
  example: { ...exampleFacts, change: "booked", portal_url: "https://shop.example/provider/consultations" },
  props: ProviderNotice,
  subject: (props, locale) =>
    `${HEADINGS[props.change]}: ${timeInWords(new Date(props.starts_at), props.time_zone, locale)}`,
  Body: (props) => (
    <Layout
      locale={props.locale}
      preview={`${props.visitor_name}: ${props.service}`}
      reason="You're receiving this email because this consultation is with you."
    >
      <Heading>{HEADINGS[props.change]}</Heading>
      <Paragraph>
        Hello {props.provider_name}, this is about {props.service}.
      </Paragraph>
      <Details
        items={[
          { label: "When", value: timeInWords(new Date(props.starts_at), props.time_zone, props.locale) },
          { label: "Visitor", value: props.visitor_name },
          { label: "Email", value: props.visitor_email },
          ...(props.place ? [{ label: "Where", value: props.place }] : []),
          { label: "Note", value: props.note || "None" },
          { label: "Reference", value: props.reference },
        ]}
      />
      <Attached />
      <Button href={props.portal_url}>View your consultations</Button>
      <Small>Use these details only for this consultation. Don't share them.</Small>
    </Layout>
  ),
})

/** One email for each change, to the provider whose time it is. */
export const providerNotice = (
  row: ConsultationRow,
  provider: { email: string; time_zone: string },
  change: ProviderChange
): MailToRequest =>
  mailOf(providerNoticeTemplate, {
    event: `consultation.provider-${change}:${row.id}:${row.sequence}`,
    to: provider.email,
    props: { ...factsOf(row, provider.time_zone), change, portal_url: portalUrl() },
  })
