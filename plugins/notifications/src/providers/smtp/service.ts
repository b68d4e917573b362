import { ServiceDownError } from "@atrium/server"
import type { ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import type { SendMailOptions } from "nodemailer"
import { z } from "zod"

import { isHeaderText, isMailAddress } from "../../domain/mail-address"
import { failureText, mailFailureOf } from "../../domain/mail-failure"
import { SmtpConnection } from "./connection"
import { mailServer } from "./mail-server"

const Options = z.object({
  /** `smtp://user:password@host:port`, `smtps://…` for TLS from the first byte. */
  url: z.url({ protocol: /^smtps?$/, error: "url must start with smtp:// or smtps://" }),
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
  attachments: z
    .array(z.object({ filename: z.string().refine(isHeaderText), content: z.base64(), content_type: z.string() }))
    .nullish(),
  provider_data: z.object({
    message_id: z.string().regex(/^[\w.-]{1,100}$/),
    unsubscribe_url: z
      .url({ protocol: /^https?$/ })
      .max(1500)
      .optional(),
  }),
})

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? "localhost"

/** For the unsubscribe button of mail programs, which unsubscribe with one request (RFC 8058). */
const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url ? { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}

/** Medusa's notification provider for email: passes rendered emails (HTML and text) to an SMTP server. */
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
   * Sends one email. Its Message-ID is derived from our message's id, so that the recipient's server can recognize an email
   * that was sent twice.
   * @throws ZodError on an invalid email; an error whose text states what the failure means (`failureIn`)
   */
  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const { to, content, attachments, provider_data: data } = Mail.parse(notification)
    const messageId = `<${data.message_id}@${domainOf(this.from)}>`
    await this.pass({
      from: this.from,
      // An object, because text could be parsed as a list of addresses.
      to: { name: "", address: to },
      subject: content.subject,
      html: content.html,
      text: content.text,
      messageId,
      attachments: (attachments ?? []).map((file) => ({
        filename: file.filename,
        content: file.content,
        encoding: "base64",
        contentType: file.content_type,
      })),
      // Suppresses out-of-office replies.
      headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(data.unsubscribe_url) },
    })
    return { id: messageId }
  }

  /** Through the circuit breaker, which makes no call while the mail server is down. */
  private async pass(mail: SendMailOptions): Promise<void> {
    try {
      await mailServer().call(() => this.connection.send(mail))
    } catch (error) {
      const failure = error instanceof ServiceDownError ? "down" : mailFailureOf(error)
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(failureText(failure, reason), { cause: error })
    }
  }
}
