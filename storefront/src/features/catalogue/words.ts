/** "about 12 working days"; weeks where days stop meaning anything to a reader. */
export const durationWords = (workingDays: number): string => {
  if (workingDays <= 0) return "the same day"
  if (workingDays === 1) return "1 working day"
  if (workingDays <= 15) return `${workingDays} working days`
  return `${Math.round(workingDays / 5)} weeks`
}

/** "2 questions, 1 optional" */
export const questionCountWords = (required: number, optional: number): string => {
  const total = required + optional
  if (total === 0) return "Just your name and contact details."
  const questions = total === 1 ? "one question" : `${total} questions`
  if (optional === 0) return `Your name, how to reach you, and answers to ${questions}.`
  return `Your name, how to reach you, and answers to ${questions} (${optional} optional).`
}
