import { clock } from "@atrium/kernel"
import { Client, type ClientConfig } from "pg"

const CHANNEL = "atrium_work"
const RECONNECT_SECONDS = [1, 2, 5, 10] as const
/** Later items are left to the poll: timers for them would only use memory. */
const MAX_TIMER_MS = 60_000
const MAX_TIMERS = 1000

/**
 * Listens on a dedicated connection (a pooled one would be reused) for new and scheduled work and calls `onDue`. It may
 * miss messages while it reconnects; the worker's poll finds what was missed.
 */
export class WakeUp {
  private client: Client | undefined
  private reconnect: NodeJS.Timeout | undefined
  private failures = 0
  private closed = false
  private readonly timers = new Map<number, NodeJS.Timeout>()

  constructor(
    private readonly connection: ClientConfig,
    private readonly onDue: () => void,
    private readonly onError: (error: Error) => void
  ) {}

  async open(): Promise<void> {
    if (this.closed) return
    const client = new Client(this.connection)
    this.client = client
    let gone = false
    const again = (error?: Error) => {
      if (gone || this.closed) return
      gone = true
      if (error) this.onError(error)
      void client.end().catch(() => undefined)
      const seconds = RECONNECT_SECONDS[Math.min(this.failures++, RECONNECT_SECONDS.length - 1)] ?? 10
      this.reconnect = setTimeout(() => void this.open(), seconds * 1000)
      this.reconnect.unref()
    }
    client.on("error", again)
    client.on("end", () => again())
    client.on("notification", (message) => this.onNotification(message.payload ?? ""))
    try {
      await client.connect()
      await client.query(`LISTEN ${CHANNEL}`)
      this.failures = 0
      this.onDue()
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)))
    }
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.reconnect)
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.timers.clear()
    await this.client?.end().catch((error: Error) => this.onError(error))
  }

  /** The message is empty (due now) or the business time, in milliseconds, at which the first item is due. */
  private onNotification(message: string): void {
    const waitMs = message === "" ? 0 : Number(message) - clock.now().getTime()
    if (!(waitMs > 0)) return this.onDue()
    // Items due in the same tenth of a second share a timer.
    const moment = Math.ceil(Number(message) / 100)
    if (waitMs > MAX_TIMER_MS || this.timers.has(moment) || this.timers.size >= MAX_TIMERS) return
    const timer = setTimeout(
      () => {
        this.timers.delete(moment)
        this.onDue()
      },
      moment * 100 - Number(message) + waitMs
    )
    timer.unref()
    this.timers.set(moment, timer)
  }
}
