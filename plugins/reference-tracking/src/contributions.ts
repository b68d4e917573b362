import { registerKept } from "@atrium/server"

registerKept({ timeline_event: "append-only, each event seals the ones before it: kept with its order" })
