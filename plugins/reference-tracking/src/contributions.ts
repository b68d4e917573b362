import { keptTables } from "@atrium/server"

keptTables.add("reference-tracking", {
  table: "timeline_event",
  why: "append-only hash chain, kept as long as its order",
})
