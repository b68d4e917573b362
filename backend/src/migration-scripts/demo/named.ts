import { z } from "zod"

/** A row of which only the id matters. */
export const Named = z.object({ id: z.string() })
