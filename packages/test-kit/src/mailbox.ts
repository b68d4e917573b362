import type { AddressInfo } from "node:net"

import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"

export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: ReadonlyMap<string, string>
  attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Buffer }[]
}

export type Mailbox = {
  url: string
  mails(): readonly Mail[]
  /**
   * Refuses the next `count` emails to these recipients with a temporary failure, as a busy server does. Emails to others
   * don't count: a test that moves the clock makes those due that earlier tests caused.
   */
  refuse(count: number, recipients: readonly string[]): void
  close(): Promise<void>
}

/** A real SMTP server that stores the emails it receives: the recipient's side. */
export const openMailbox = async (): Promise<Mailbox> => {
  const mails: Mail[] = []
  let refusals = 0
  let refusedRecipients: readonly string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream)
        .then((parsed) => {
          const addressee = Array.isArray(parsed.to) ? parsed.to[0] : parsed.to
          const to = addressee?.value[0]?.address ?? ""
          if (refusals > 0 && refusedRecipients.includes(to)) {
            refusals -= 1
            return done(Object.assign(new Error("Try again later"), { responseCode: 451 }))
          }
          mails.push({
            to,
            subject: parsed.subject ?? "",
            text: parsed.text ?? "",
            html: typeof parsed.html === "string" ? parsed.html : "",
            messageId: parsed.messageId ?? "",
            attachments: parsed.attachments.map(({ filename, contentType, content }) => ({
              filename: filename ?? "",
              contentType,
              content,
            })),
            headers: new Map(
              parsed.headerLines.map(({ key, line }) => [
                key,
                line
                  .slice(line.indexOf(":") + 1)
                  .replace(/\s+/g, " ")
                  .trim(),
              ])
            ),
          })
          return done()
        })
        .catch(done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "localhost", resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://localhost:${port}`,
    mails: () => mails,
    refuse: (count, recipients) => {
      refusals = count
      refusedRecipients = recipients
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
