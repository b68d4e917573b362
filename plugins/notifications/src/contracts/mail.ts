import { z } from "zod"

export const MESSAGE_STATUSES = ["pending", "sent", "failed", "skipped"] as const
/** `skipped`: its recipient has turned off emails of its category. */
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/** A message to send. (event, to, template) is unique forever: repeating the request changes nothing. */
export type MailToRequest = {
  /** Name of an entry of `mailTemplates`. */
  readonly template: string
  /** What happened, with an id: `order.confirmed:order_01…`. */
  readonly event: string
  readonly to: string
  /** Validated against the template's schema when the email is rendered. */
  readonly props: unknown
  /** BCP 47, default `en`. */
  readonly locale?: string
  /** Name of an entry of `channels`; default `email`. */
  readonly channel?: string
  /** The request it belongs to; default: the current one. */
  readonly requestId?: string
}

/** A message as staff see it: with a masked address and without its contents. */
export const AdminMessage = z.strictObject({
  id: z.string(),
  event: z.string(),
  template: z.string(),
  channel: z.string(),
  recipient: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  attempts: z.number().int(),
  reason: z.string().nullable(),
  sent_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type AdminMessage = z.infer<typeof AdminMessage>
