import { model } from "@medusajs/framework/utils"

import { WORK_STATUSES } from "../../../contracts"

/**
 * One piece of durable work. Indexes and checks are in the migration: the unique index on
 * `key` must be full, and the model language makes partial ones. The engine reads and writes this table with SQL of
 * its own; the model serves lists and look-ups.
 */
export const WorkItem = model.define("work_item", {
  id: model.id({ prefix: "work" }).primaryKey(),
  key: model.text(),
  kind: model.text(),
  version: model.number(),
  payload: model.json().nullable(),
  status: model.enum([...WORK_STATUSES]).default("due"),
  attempts: model.number().default(0),
  max_attempts: model.number(),
  backoff_seconds: model.number(),
  run_at: model.dateTime(),
  lease_expires_at: model.dateTime().nullable(),
  worker: model.text().nullable(),
  last_error: model.text().nullable(),
  waits_for: model.text().nullable(),
  postponed_since: model.dateTime().nullable(),
  request_id: model.text().nullable(),
  caused_by: model.text().nullable(),
  finished_at: model.dateTime().nullable(),
})
