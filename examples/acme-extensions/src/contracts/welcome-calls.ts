import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

/** `id` is the ID of the task. */
export const WelcomeCallParams = z.strictObject({ id: idText })

export const WriteWelcomeCall = z.strictObject({
  summary: safeText({ min: 1, max: 2000, multiline: true, required: "Enter what was agreed" }),
})

export const WelcomeCallView = z.object({
  id: z.string(),
  /** Null until it is saved. */
  summary: z.string().nullable(),
})
export type WelcomeCallView = z.infer<typeof WelcomeCallView>
