import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { ListDecisions } from "../../contracts/decisions"
import { routes } from "./routes"

/** A page of decisions. */
export const useDecisions = (query: z.input<typeof ListDecisions>) =>
  useRoute(routes, "GET /admin/assignment-decisions", { query })

export const useDecision = (id: string) => useRoute(routes, "GET /admin/assignment-decisions/:id", { params: { id } })

/** Repeats a decision with the recorded inputs. Nothing is changed. */
export const useReplay = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/assignment-decisions/:id/replay", { params: { id } }),
    refresh: [],
    failed: "The decision was not replayed",
  })
