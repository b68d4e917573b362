import { FieldErrorText, LinesField, SelectField, SwitchField, TextField, useWatch } from "@atrium/admin-kit"
import { DEFAULT_FILE_RULE } from "@atrium/documents/contracts"
import { Text } from "@medusajs/ui"

import { CHOICE_TYPES, QUESTION_TYPES, type QuestionType } from "../../../domain/template-content"
import { FileRuleFields, UsualFiles } from "./file-rule-fields"
import { AddRowButton, ForTiers, freshName, RowFrame, type RowProps, type TieredPartProps, useRows } from "./part"

const TYPES: Readonly<Record<QuestionType, string>> = {
  text: "Short text",
  long_text: "Long text",
  choice: "Single choice",
  multi_choice: "Multiple choice",
  date: "Date",
  number: "Number",
  file: "Files",
}
const CHOICES = QUESTION_TYPES.map((value) => ({ value, label: TYPES[value] }))

const Question = ({ form, variants, index, onRemove }: RowProps) => {
  const { control } = form
  const label = useWatch({ control, name: `questions.${index}.label` })
  const options = useWatch({ control, name: `questions.${index}.options` })
  const type = useWatch({ control, name: `questions.${index}.type` })
  const rule = useWatch({ control, name: `questions.${index}.file` })
  const setRule = () =>
    form.setValue(`questions.${index}.file`, { ...DEFAULT_FILE_RULE, kinds: [...DEFAULT_FILE_RULE.kinds] })
  // Only multiple-choice questions have options.
  const changeType = (type: string) => {
    form.setValue(
      `questions.${index}.options`,
      CHOICE_TYPES.some((known) => known === type) ? (options ?? []) : undefined
    )
    if (type === "file") setRule()
    else form.setValue(`questions.${index}.file`, undefined)
  }
  return (
    <RowFrame
      title={<TextField control={control} name={`questions.${index}.label`} label="Question" />}
      removeLabel={`Remove question ${label || index + 1}`}
      onRemove={onRemove}
    >
      <FieldErrorText control={control} name={`questions.${index}.id`} deep />
      <FieldErrorText control={control} name={`questions.${index}.show_when`} deep />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <SelectField
          control={control}
          name={`questions.${index}.type`}
          label="Answer type"
          choices={CHOICES}
          onChosen={changeType}
        />
        <div>
          <SwitchField
            control={control}
            name={`questions.${index}.required`}
            label="Required"
            hint={
              type === "file"
                ? "Nothing is paid before the files are sent."
                : "If the client doesn't answer it at purchase, a task is added to ask for the answer."
            }
          />
          <FieldErrorText control={control} name={`questions.${index}.required`} deep />
        </div>
      </div>
      {options && <LinesField control={control} name={`questions.${index}.options`} label="Options" />}
      {type === "file" && (rule ? <FileRuleFields form={form} index={index} /> : <UsualFiles onChange={setRule} />)}
      <TextField control={control} name={`questions.${index}.help`} label="Help text" hint="Shown below the question" />
      <ForTiers form={form} variants={variants} name={`questions.${index}.tiers`} />
    </RowFrame>
  )
}

/** Questions that clients answer before or after they pay. */
export const QuestionsPart = ({ form, variants }: TieredPartProps) => {
  const { fields, append, remove } = useRows({ form }, "questions")
  return (
    <div className="flex flex-col gap-4">
      {fields.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          No questions yet. Add a question if work can't start without the answer.
        </Text>
      )}
      <FieldErrorText control={form.control} name="questions" />
      {fields.map(({ rowKey }, index) => (
        <Question key={rowKey} form={form} variants={variants} index={index} onRemove={() => remove(index)} />
      ))}
      <AddRowButton
        label="Add a question"
        onAdd={() =>
          append({
            id: freshName(
              "question",
              fields.map(({ id }) => id)
            ),
            label: "",
            type: "text",
            required: false,
          })
        }
      />
    </div>
  )
}
