import { metrics } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"

import type { AuditEntryInput } from "../contracts"
import { recordAudit } from "./record-audit"

const writing = new Set<Promise<void>>()

/** Records an entry in the background, after the response was sent. Failures appear in the log and the metrics. */
export const recordInBackground = (
  knex: Knex,
  logger: Logger,
  entry: AuditEntryInput | Promise<AuditEntryInput>
): void => {
  const written = Promise.resolve(entry)
    .then((ready) => recordAudit(knex, ready))
    .catch((error: unknown) => {
      metrics().errors.labels("audit_not_written").inc()
      logger.error("An audit log entry could not be written", error instanceof Error ? error : new Error(String(error)))
    })
    .finally(() => writing.delete(written))
  writing.add(written)
}

/** Resolves when this process has written all pending entries; awaited at shutdown. */
export const pendingEntriesWritten = async (): Promise<void> => {
  while (writing.size > 0) await Promise.all(writing)
}
