import { model } from "@medusajs/framework/utils"

/** Something that has a reference number. Written by `tx/` alone; the database keeps the number permanently. */
export const TrackedSubject = model.define("tracked_subject", {
  id: model.id({ prefix: "trk" }).primaryKey(),
  kind: model.text(),
  /** The thing's own id in its plugin. */
  subject_id: model.text().unique(),
  reference_number: model.text().unique(),
  /** What it is, in public words. */
  title: model.text(),
  status: model.text(),
  status_since: model.dateTime(),
  request_id: model.text().nullable(),
  last_seq: model.number(),
  head_hash: model.text(),
})
