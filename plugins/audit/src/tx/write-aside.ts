import { metrics } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"

import type { AuditEntryInput } from "../contracts"
import { recordAudit } from "./record-audit"

const writing = new Set<Promise<void>>()

/** Writes what is recorded after the answer was sent. That it failed shows in the log and in the metrics. */
export const writeAside = (knex: Knex, logger: Logger, entry: AuditEntryInput | Promise<AuditEntryInput>): void => {
  const written = Promise.resolve(entry)
    .then((ready) => recordAudit(knex, ready))
    .catch((error: unknown) => {
      metrics().errors.labels("audit_not_written").inc()
      logger.error(
        "An entry of the audit log was not written",
        error instanceof Error ? error : new Error(String(error))
      )
    })
    .finally(() => writing.delete(written))
  writing.add(written)
}

/** Resolves when everything of this process is written: asked when it ends. */
export const allWritten = async (): Promise<void> => {
  while (writing.size > 0) await Promise.all(writing)
}
