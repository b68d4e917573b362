import type { SendMailOptions } from "nodemailer"
import { createTransport } from "nodemailer"
import type SMTPPool from "nodemailer/lib/smtp-pool"

const SECOND_MS = 1000
const IDLE_MS = 2 * SECOND_MS

// Together shorter than the work item's time limit, so that an attempt ends with the server's error.
const TIMEOUTS = {
  dnsTimeout: 5 * SECOND_MS,
  connectionTimeout: 8 * SECOND_MS,
  greetingTimeout: 8 * SECOND_MS,
  socketTimeout: 15 * SECOND_MS,
}

const open = (url: string) =>
  createTransport({ url, pool: true, maxConnections: 8, maxMessages: 100, ...TIMEOUTS } satisfies SMTPPool.Options & {
    url: string
  })

/**
 * A few connections shared by all emails. Opened for the first email and closed after two idle seconds: mail servers drop
 * idle connections anyway, and an open one would keep the process from exiting.
 */
export class SmtpConnection {
  private transport: ReturnType<typeof open> | undefined
  private inProgress = 0
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly url: string) {}

  async send(mail: SendMailOptions): Promise<void> {
    clearTimeout(this.idle)
    this.transport ??= open(this.url)
    this.inProgress += 1
    try {
      await this.transport.sendMail(mail)
    } finally {
      this.inProgress -= 1
      if (this.inProgress === 0) this.idle = setTimeout(() => this.close(), IDLE_MS).unref()
    }
  }

  close(): void {
    clearTimeout(this.idle)
    this.transport?.close()
    this.transport = undefined
  }
}
