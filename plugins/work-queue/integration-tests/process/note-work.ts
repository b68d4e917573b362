import { z } from "zod"

import { defineWork, workOf } from "../../src/contracts"
import { workHandler, workHandlers } from "../../src/extension-points"

/** The work of the measured processes: records its start, then waits. */
const NOTE = defineWork({
  kind: "test.note",
  version: 1,
  payload: z.strictObject({ milliseconds: z.number() }),
  maxAttempts: 5,
  backoffSeconds: 1,
})

export const noteItem = (key: string, milliseconds = 0) => workOf(NOTE, { key, payload: { milliseconds } })

/** Calls `note` at each start. */
export const registerNoteWork = (note: (start: { key: string; attempt: number; at: number }) => void): void =>
  workHandlers.add(
    "test",
    workHandler(NOTE, async ({ milliseconds }, { key, attempt }) => {
      note({ key, attempt, at: Date.now() })
      if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
    })
  )
