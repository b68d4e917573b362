/** Whether a parameter of the address is a day, `2026-12-24`. */
export const isDay = (given: unknown): given is string =>
  typeof given === "string" && /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))

/** The day so many days later. */
export const dayShift = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
