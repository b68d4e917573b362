import { Empty, Fact, NONE, Section } from "@atrium/admin-kit"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"

const shown = (answer: unknown): string => {
  if (answer === undefined || answer === null || answer === "") return NONE
  return Array.isArray(answer) ? answer.join(", ") : String(answer)
}

/** The service's questions and the customer's answers. */
export const IntakeSection = ({ request }: { request: ServiceRequestDetailOut }) => {
  const { questions, answers, missing } = request.intake
  return (
    <Section title="Intake">
      {questions.length === 0 && <Empty>This service has no questions.</Empty>}
      {questions.map((question) => (
        <Fact key={question.id} label={question.label}>
          {missing.includes(question.id) ? (
            <span className="text-ui-tag-orange-text">Not answered yet</span>
          ) : (
            shown(answers[question.id])
          )}
        </Fact>
      ))}
    </Section>
  )
}
