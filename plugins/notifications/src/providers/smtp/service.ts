import type { ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { z } from "zod"

import { isHeaderText, isMailAddress } from "../../domain/mail-address"
import { SmtpConnection } from "./connection"

const Options = z.object({
  /** `smtp://user:password@host:port`, `smtps://…` for TLS from the first byte. */
  url: z.url({ protocol: /^smtps?$/, error: "url must begin with smtp:// or smtps://" }),
  /** `Name <address>` of the sender. */
  from: z.string().min(3),
})

const Mail = z.object({
  to: z.string().refine(isMailAddress, "Enter a valid email address"),
  content: z.object({
    subject: z.string().refine(isHeaderText, "The subject can't contain line breaks or control characters"),
    html: z.string().min(1),
    text: z.string().min(1),
  }),
  provider_data: z.object({ message_id: z.string().regex(/^[\w.-]{1,100}$/) }),
})

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? "localhost"

/** Medusa's notification provider for email: takes rendered emails (HTML and text) and hands them to an SMTP server. */
export class SmtpProvider extends AbstractNotificationProviderService {
  static override identifier = "smtp"
  private readonly connection: SmtpConnection
  private readonly from: string

  static override validateOptions(options: Record<string, unknown>): void {
    Options.parse(options)
  }

  constructor(_dependencies: Record<string, unknown>, options: Record<string, unknown>) {
    super()
    const { url, from } = Options.parse(options)
    this.connection = new SmtpConnection(url)
    this.from = from
  }

  /**
   * Sends one email. Its Message-ID follows from our message's ID, so an email that had to be sent twice carries the same
   * one both times and a receiver can tell.
   * @throws ZodError on an email that must not be sent, nodemailer's error when the server does not take it
   */
  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const { to, content, provider_data: data } = Mail.parse(notification)
    const messageId = `<${data.message_id}@${domainOf(this.from)}>`
    await this.connection.send({
      from: this.from,
      // As an object: never read as a list of addresses.
      to: { name: "", address: to },
      subject: content.subject,
      html: content.html,
      text: content.text,
      messageId,
      // Suppresses out-of-office replies.
      headers: { "Auto-Submitted": "auto-generated" },
    })
    return { id: messageId }
  }
}
