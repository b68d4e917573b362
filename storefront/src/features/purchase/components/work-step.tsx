import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

import { InfoIcon, Textarea } from "@/lib/ui"

import { REQUIREMENTS_FIELD } from "../fields"
import { IntakeField } from "./intake-field"
import { QuantityField } from "./quantity-field"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"

/** What is to be done: in the shopper's words, then what the service needs to know. */
export const WorkStep = ({
  bind,
  errorOf,
  asked,
  quantity,
  maxQuantity,
  onQuantity,
}: StepProps & {
  /** The questions that apply to what was answered so far. */
  asked: readonly IntakeQuestion[]
  quantity: number
  maxQuantity: number
  onQuantity: (quantity: number) => void
}) => {
  const files = asked.filter((question) => question.type === "file")
  return (
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
        {asked.map((question) => (
          <IntakeField
            key={question.id}
            question={question}
            id={`intake.${question.id}`}
            binding={bind(`intake.${question.id}`)}
            error={errorOf(`intake.${question.id}`)}
          />
        ))}
        {files.length > 0 ? (
          <div className="flex gap-4 rounded-md bg-sunken p-5">
            <InfoIcon className="mt-0.5 size-5 shrink-0" />
            <div className="grid gap-1">
              <p className="font-medium">After paying we ask you for</p>
              <ul className="list-disc pl-5 text-ink-soft">
                {files.map((question) => (
                  <li key={question.id}>{question.label}</li>
                ))}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
    </StepSection>
  )
}
