import { z } from "zod"

/** A moment or a day in a filter. */
export const dateTime = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: "Enter a date, for example 2026-04-30",
})
