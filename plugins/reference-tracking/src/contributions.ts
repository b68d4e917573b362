import { keptTables, personalData, readBySql } from "@atrium/server"

keptTables.add("reference-tracking", {
  table: "timeline_event",
  why: "append-only hash chain, kept as long as its order",
})

personalData.add("reference-tracking", {
  table: "timeline_event",
  what: "timelines of reference numbers",
  erasure: "kept",
  why: "each event seals the one before; customers' names and answers are never written there",
  read: readBySql(
    `SELECT subject.reference_number, event.type, event.status, event.note, event.occurred_at
     FROM timeline_event event JOIN tracked_subject subject ON subject.subject_id = event.subject_id
     WHERE event.subject_id = ANY(:mentions) AND event.visibility = 'public' ORDER BY event.subject_id, event.seq`
  ),
})
