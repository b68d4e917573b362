/** The fields of the form, one for each weekday. */
export const WEEKDAY_FIELDS = [
  { name: "mon", label: "Monday" },
  { name: "tue", label: "Tuesday" },
  { name: "wed", label: "Wednesday" },
  { name: "thu", label: "Thursday" },
  { name: "fri", label: "Friday" },
  { name: "sat", label: "Saturday" },
  { name: "sun", label: "Sunday" },
] as const

type Spans = readonly (readonly [string, string])[]

/** Spans of a day as text: "09:00–12:30, 13:30–18:00". */
export const hoursAsText = (spans: Spans | undefined): string =>
  (spans ?? []).map(([from, to]) => `${from}–${to}`).join(", ")

/** The spans of a text. Times are kept as typed, for the backend to check. */
export const hoursFromText = (text: string): [string, string][] =>
  text
    .split(",")
    .map((span) => span.trim())
    .filter((span) => span !== "")
    .map((span) => {
      const [from = "", to = ""] = span.split(/[–—-]/).map((time) => time.trim())
      return [from, to]
    })
