import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import type { ChangeEventHandler, FocusEventHandler } from "react"

import { CheckboxGroup, Input, RadioGroup, Select, Textarea } from "@/lib/ui"

import { questionField } from "../fields"

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The props a form library sets on a control, whatever its type. */
export type ControlBinding = {
  name: string
  onChange?: ChangeEventHandler<Control>
  onBlur?: FocusEventHandler<Control>
  ref?: (element: Control | null) => void
  /** For forms without a form library. */
  defaultValue?: string | string[]
}

/**
 * Renders one intake question. File questions have no field, because files are sent after the payment.
 */
export const IntakeField = ({
  question,
  id,
  binding,
  error,
}: {
  question: IntakeQuestion
  id: string
  binding: ControlBinding
  error?: string | undefined
}) => {
  const { control, ...spec } = questionField(question)
  const texts = { label: question.label, hint: question.help ?? undefined, error, optional: !question.required }
  const choices = (question.options ?? []).map((option) => ({ value: option, label: option }))
  const { type, inputMode, autoComplete, maxLength } = spec
  switch (control) {
    case "later":
      return null
    case "radios":
      return <RadioGroup {...texts} {...binding} choices={choices} />
    case "checkboxes":
      return <CheckboxGroup {...texts} {...binding} choices={choices} />
    case "select":
      return (
        <Select {...texts} id={id} {...binding} required={question.required}>
          <option value="">Choose one</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )
    case "textarea":
      return (
        <Textarea
          {...texts}
          id={id}
          {...binding}
          autoComplete={autoComplete}
          maxLength={maxLength}
          required={question.required}
        />
      )
    default:
      return (
        <Input
          {...texts}
          id={id}
          {...binding}
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete}
          maxLength={maxLength}
          required={question.required}
        />
      )
  }
}
