import { dayInWords } from "@atrium/kernel"
import { Button, defineMailTemplate, Details, Heading, Layout, Paragraph } from "@atrium/notifications/mail"
import { z } from "zod"

export const ApprovalRequestProps = z.strictObject({
  summary: z.string(),
  requested_by: z.string(),
  /** The last day to decide. */
  expires_on: z.iso.date(),
  admin_url: z.url(),
})
export type ApprovalRequestProps = z.infer<typeof ApprovalRequestProps>

const ApprovalRequest = (props: ApprovalRequestProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={props.summary}
    reason="You're receiving this email because you can approve requests from other staff."
  >
    <Heading>Your approval is needed</Heading>
    <Paragraph>{props.summary}. This needs the approval of a second person.</Paragraph>
    <Details
      items={[
        { label: "Requested by", value: props.requested_by },
        { label: "Expires", value: dayInWords(new Date(props.expires_on), "UTC", props.locale) },
      ]}
    />
    <Button href={props.admin_url}>Review request</Button>
  </Layout>
)

export const approvalRequestTemplate = defineMailTemplate<ApprovalRequestProps>({
  name: "staff-access.approval-request",
  example: {
    summary: "Refund ₹49,990 of order OR-7Q2K-9MXB-4TZ",
    requested_by: "asha@shop.example",
    expires_on: "2026-11-24",
    admin_url: "https://shop.example/app/approvals",
  },
  props: ApprovalRequestProps,
  subject: (props) => `Approval needed: ${props.summary}`,
  Body: ApprovalRequest,
})
