import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import type { ChangeEventHandler, FocusEventHandler } from "react"

import { FileField, type FileFieldProps } from "@/features/files/components/file-field"
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

/** Where the files of a question are sent, and those that were sent. */
export type IntakeFiles = Pick<FileFieldProps, "uploadUrl" | "sent" | "onFiles">

/** Renders one intake question. */
export const IntakeField = ({
  question,
  id,
  binding,
  files,
  error,
}: {
  question: IntakeQuestion
  id: string
  binding: ControlBinding
  files: IntakeFiles
  error?: string | undefined
}) => {
  const { control, ...spec } = questionField(question)
  const texts = { label: question.label, hint: question.help ?? undefined, error, optional: !question.required }
  const choices = (question.options ?? []).map((option) => ({ value: option, label: option }))
  const { type, inputMode, autoComplete, maxLength } = spec
  switch (control) {
    case "files":
      return (
        <FileField
          {...files}
          name={binding.name}
          id={id}
          label={question.label}
          help={question.help ?? undefined}
          optional={!question.required}
          rule={question.file}
          error={error}
        />
      )
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
