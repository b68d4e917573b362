/** Formats a duration: "12 working days"; above 15 days in weeks. */
export const formatDuration = (workingDays: number): string => {
  if (workingDays <= 0) return "the same day"
  if (workingDays === 1) return "1 working day"
  if (workingDays <= 15) return `${workingDays} working days`
  return `${Math.round(workingDays / 5)} weeks`
}

/** Describes what the customer has to provide, with the number of questions. */
export const questionCountText = (required: number, optional: number): string => {
  const total = required + optional
  if (total === 0) return "Just your name and contact details."
  const questions = total === 1 ? "one question" : `${total} questions`
  if (optional === 0) return `Your name, contact details, and answers to ${questions}.`
  return `Your name, contact details, and answers to ${questions} (${optional} optional).`
}
