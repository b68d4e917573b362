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

export const StatusChangeProps = z.strictObject({
  customer_name: z.string(),
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  status_label: z.string(),
  status_description: z.string(),
  next_step: z.string(),
  tracking_url: z.url(),
})
export type StatusChangeProps = z.infer<typeof StatusChangeProps>

const StatusChange = (props: StatusChangeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.status_label}: ${props.next_step}`}
    reason={`You get this mail because you bought ${props.service}.`}
  >
    <Heading>{props.status_label}</Heading>
    <Paragraph>
      Hello {props.customer_name}, your request for {props.service} ({props.tier}) has moved on.{" "}
      {props.status_description}
    </Paragraph>
    <Reference number={props.reference_number} href={`${props.tracking_url}/${props.reference_number}`} />
    <Details items={[{ label: "What happens next", value: props.next_step }]} />
    <Button href={`${props.tracking_url}/${props.reference_number}`}>Track your request</Button>
  </Layout>
)

export const statusChangeTemplate = registerMailTemplate<StatusChangeProps>({
  name: "service-provisioning.status-change",
  props: StatusChangeProps,
  subject: (props) => `${props.reference_number}: ${props.status_label}`,
  Body: StatusChange,
})
