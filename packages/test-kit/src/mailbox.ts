import { once } from "node:events"
import type { AddressInfo, Socket } from "node:net"

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
  /** Refuses every email to these recipients permanently, as a server does that doesn't know them. */
  refuseForGood(recipients: readonly string[]): void
  /** The server is gone: open connections break, and new ones are refused. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** A real SMTP server that stores the emails it receives: the recipient's side. */
export const openMailbox = async (): Promise<Mailbox> => {
  const mails: Mail[] = []
  let refusals = 0
  let unknownRecipients: readonly string[] = []
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
          if (unknownRecipients.includes(to))
            return done(Object.assign(new Error("No such user"), { responseCode: 550 }))
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
  const sockets = new Set<Socket>()
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://localhost:${port}`,
    mails: () => mails,
    refuse: (count, recipients) => {
      refusals = count
      refusedRecipients = recipients
    },
    refuseForGood: (recipients) => {
      unknownRecipients = recipients
    },
    goDown: async () => {
      const closed = once(server.server, "close")
      server.server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    comeBack: async () => {
      const listening = once(server.server, "listening")
      server.server.listen(port, "localhost")
      await listening
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
