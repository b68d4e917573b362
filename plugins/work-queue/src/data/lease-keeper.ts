import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { LEASE_SECONDS } from "./claim"
import type { ClaimedItem } from "./claimed-item"

const HEARTBEAT_SECONDS = 5

// Rows are locked in order, so that this and `SETTLE_FINISHED_SQL` cannot deadlock.
const RENEW = `
  WITH held AS MATERIALIZED (
    SELECT id FROM work_item WHERE id = ANY(:ids) AND worker = ANY(:workers) AND status = 'running'
    ORDER BY id FOR UPDATE
  )
  UPDATE work_item SET lease_expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
  WHERE id IN (SELECT id FROM held)
  RETURNING id, worker`

const Renewed = z.object({ id: column.text, worker: column.text })

type Held = { readonly item: ClaimedItem; readonly stop: AbortController }

/**
 * Renews the leases of everything this process runs, with one statement every five seconds while anything runs. Aborts
 * an item that another process has taken over.
 */
export class LeaseKeeper {
  private readonly held = new Set<Held>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly knex: Knex,
    private readonly onError: (error: Error) => void
  ) {}

  hold(item: ClaimedItem, stop: AbortController): () => void {
    const entry: Held = { item, stop }
    this.held.add(entry)
    this.timer ??= setInterval(() => void this.renew(), HEARTBEAT_SECONDS * 1000)
    this.timer.unref()
    return () => {
      this.held.delete(entry)
      if (this.held.size > 0) return
      clearInterval(this.timer)
      this.timer = undefined
    }
  }

  async renew(): Promise<void> {
    const entries = [...this.held]
    if (entries.length === 0) return
    try {
      const rows = await sqlRows(this.knex, Renewed, RENEW, {
        ids: entries.map((entry) => entry.item.id),
        workers: [...new Set(entries.map((entry) => entry.item.worker))],
      })
      const kept = new Set(rows.map((row) => `${row.id} ${row.worker}`))
      for (const entry of entries)
        if (this.held.has(entry) && !kept.has(`${entry.item.id} ${entry.item.worker}`))
          entry.stop.abort(new Error("Another process has taken over this work"))
    } catch (error) {
      // The next renewal is in five seconds and the lease lasts 15, so one lost connection does no harm.
      this.onError(error instanceof Error ? error : new Error(String(error)))
    }
  }
}
