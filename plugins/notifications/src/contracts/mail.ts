import { z } from "zod"

export const MESSAGE_STATUSES = ["pending", "sent", "failed"] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/** One mail that should reach somebody. (event, to, template) is unique for ever: asking again changes nothing. */
export type MailToRequest = {
  /** Name of a registered template. */
  readonly template: string
  /** What happened, with the id of the thing: `order.confirmed:order_01…`. */
  readonly event: string
  readonly to: string
  /** Checked against the template's schema when the mail is rendered. */
  readonly props: unknown
  /** BCP 47, default `en`. */
  readonly locale?: string
  /** The request it belongs to; default: the current one. */
  readonly requestId?: string
}

/** A message as staff sees it. The mailbox is masked; what was written stays in the shop's outbox. */
export const AdminMessage = z.strictObject({
  id: z.string(),
  event: z.string(),
  template: z.string(),
  recipient: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  attempts: z.number().int(),
  reason: z.string().nullable(),
  sent_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type AdminMessage = z.infer<typeof AdminMessage>
