import { keptTables } from "@atrium/server"

keptTables.add("reference-tracking", {
  table: "timeline_event",
  why: "append-only, each event seals the ones before it: kept with its order",
})
