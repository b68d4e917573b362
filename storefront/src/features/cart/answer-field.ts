/** The form's field of a question: the same question may be asked for several lines of the cart. */
export const answerField = (lineId: string, questionId: string): string => `intake.${lineId}.${questionId}`
