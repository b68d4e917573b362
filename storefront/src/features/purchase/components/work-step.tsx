import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

import { Textarea } from "@/lib/ui"

import { REQUIREMENTS_FIELD } from "../fields"
import { IntakeField, type IntakeFiles } from "./intake-field"
import { QuantityField } from "./quantity-field"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"

/** The step about the work: quantity, requirements and intake questions. */
export const WorkStep = ({
  bind,
  errorOf,
  questions,
  filesOf,
  quantity,
  maxQuantity,
  onQuantity,
}: StepProps & {
  /** The questions to show, given the answers so far. */
  questions: readonly IntakeQuestion[]
  /** Where the files of a question are sent, and those that were sent. */
  filesOf: (questionId: string) => IntakeFiles
  quantity: number
  maxQuantity: number
  onQuantity: (quantity: number) => void
}) => (
  <StepSection
    step="work"
    title="About the work"
    lead="The more we know now, the sooner we can start. You can add more later."
  >
    <div className="grid gap-6">
      {maxQuantity > 1 ? <QuantityField quantity={quantity} max={maxQuantity} onQuantity={onQuantity} /> : null}
      <Textarea
        autoComplete={REQUIREMENTS_FIELD.autoComplete}
        maxLength={REQUIREMENTS_FIELD.maxLength}
        {...bind("requirements")}
        id="requirements"
        label="What do you need?"
        hint="A few sentences are enough: your situation, and the result you want."
        error={errorOf("requirements")}
        rows={5}
        required
      />
      {questions.map((question) => (
        <IntakeField
          key={question.id}
          question={question}
          id={`intake.${question.id}`}
          binding={question.type === "file" ? { name: `intake.${question.id}` } : bind(`intake.${question.id}`)}
          files={filesOf(question.id)}
          error={errorOf(`intake.${question.id}`)}
        />
      ))}
    </div>
  </StepSection>
)
