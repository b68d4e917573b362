/** Formats a duration: "12 working days"; above 15 days in weeks. */
export const formatDuration = (workingDays: number): string => {
  if (workingDays <= 0) return "the same day"
  if (workingDays === 1) return "1 working day"
  if (workingDays <= 15) return `${workingDays} working days`
  return `${Math.round(workingDays / 5)} weeks`
}

export const AS_AGREED = "as agreed with you"

/** Formats the shortest and the longest duration: "4 to 15 working days", "4 working days to 12 weeks". */
export const formatDurations = (workingDays: readonly (number | null)[]): string => {
  const known = workingDays.filter((days) => days !== null)
  if (known.length === 0) return AS_AGREED
  const [shortest, longest] = [Math.min(...known), Math.max(...known)]
  const [from, to] = [formatDuration(shortest), formatDuration(longest)]
  if (from === to) return to
  if (shortest <= 0) return `up to ${to}`
  const unit = (text: string) => text.replace(/^\d+ (working days?|weeks)$/, "$1")
  return unit(from).replace(/y$/, "ys") === unit(to) ? `${from.replace(/ .*/, "")} to ${to}` : `${from} to ${to}`
}

/** Describes what the customer has to provide, with the number of questions. */
export const questionCountText = (required: number, optional: number): string => {
  const total = required + optional
  if (total === 0) return "Just your name and contact details."
  const questions = total === 1 ? "one question" : `${total} questions`
  if (optional === 0) return `Your name, contact details, and answers to ${questions}.`
  return `Your name, contact details, and answers to ${questions} (${optional} optional).`
}
