import { Empty, Fact, NONE, Section } from "@atrium/admin-kit"

import { bytesInWords } from "@atrium/documents/contracts"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"

const shown = (answer: unknown): string => {
  if (answer === undefined || answer === null || answer === "") return NONE
  return Array.isArray(answer) ? answer.join(", ") : String(answer)
}

/** The files that answer a question, to be downloaded. */
const Files = ({ request, questionId }: { request: ServiceRequestDetailOut; questionId: string }) => {
  const files = request.files.filter(({ question_id: id }) => id === questionId)
  if (files.length === 0) return NONE
  return (
    <ul className="flex flex-col gap-1">
      {files.map(({ id, name, size }) => (
        <li key={id} className="break-words">
          <a
            className="text-ui-fg-interactive"
            href={`/admin/service-requests/${request.id}/files/${id}`}
            download={name}
          >
            {name}
          </a>{" "}
          <span className="text-ui-fg-subtle">({bytesInWords(size)})</span>
        </li>
      ))}
    </ul>
  )
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
          ) : question.type === "file" ? (
            <Files request={request} questionId={question.id} />
          ) : (
            shown(answers[question.id])
          )}
        </Fact>
      ))}
    </Section>
  )
}
