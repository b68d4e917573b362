import { model } from "@medusajs/framework/utils"

/** Something that happened to a tracked subject. Append-only: the database refuses changes and deletions. */
export const TimelineEvent = model.define("timeline_event", {
  id: model.id({ prefix: "tlev" }).primaryKey(),
  subject_id: model.text(),
  /** 1, 2, 3 … per subject, without gaps. */
  seq: model.number(),
  type: model.text(),
  status: model.text().nullable(),
  visibility: model.enum(["public", "internal"]),
  note: model.text().nullable(),
  data: model.json().nullable(),
  occurred_at: model.dateTime(),
  content_hash: model.text(),
  hash: model.text(),
})
