import {
  Button,
  Details,
  Heading,
  Layout,
  Paragraph,
  Reference,
  registerMailTemplate,
} from "@atrium/notifications/workflows"
import { z } from "zod"

import { dayInWords } from "../domain/day-in-words"

export const StaffNoticeProps = z.strictObject({
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  customer: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  due_at: z.iso.datetime().nullable(),
  /** Why each provider was passed over; empty when there is none. */
  reasons: z.array(z.strictObject({ provider_name: z.string(), reason: z.string() })),
  /** The request's page in Admin. */
  admin_url: z.url(),
})
export type StaffNoticeProps = z.infer<typeof StaffNoticeProps>

const StaffNotice = (props: StaffNoticeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.service} for ${props.customer.name} has nobody yet`}
    reason="You get this mail because notices to staff go to this address."
  >
    <Heading>Nobody fits this request</Heading>
    <Paragraph>
      {props.service} ({props.tier}) is paid for and waits for somebody. It is tried again by itself when a provider
      changes; you can also assign it by hand.
    </Paragraph>
    <Reference number={props.reference_number} href={props.admin_url} />
    <Button href={props.admin_url}>Open the request</Button>
    <Details
      items={[
        { label: "Customer", value: props.customer.name },
        { label: "Email", value: props.customer.email },
        { label: "Phone", value: props.customer.phone || "Not given" },
        { label: "Requirements", value: props.requirements || "None given" },
        { label: "Due", value: props.due_at === null ? "No date set" : dayInWords(props.due_at, "UTC", props.locale) },
      ]}
    />
    <Heading level={2}>Why nobody fits</Heading>
    {props.reasons.length ? (
      <Details items={props.reasons.map(({ provider_name, reason }) => ({ label: provider_name, value: reason }))} />
    ) : (
      <Paragraph>There is no active provider.</Paragraph>
    )}
  </Layout>
)

export const staffNoticeTemplate = registerMailTemplate<StaffNoticeProps>({
  name: "provider-assignment.staff-notice",
  props: StaffNoticeProps,
  subject: (props) => `Nobody fits ${props.reference_number}: ${props.service}`,
  Body: StaffNotice,
})
