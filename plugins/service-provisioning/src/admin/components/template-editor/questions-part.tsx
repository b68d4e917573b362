import {
  FieldMistake,
  LinesField,
  SelectField,
  SwitchField,
  TextField,
  useFieldArray,
  useWatch,
} from "@atrium/admin-kit"
import { Trash } from "@medusajs/icons"
import { Button, Container, IconButton, Text } from "@medusajs/ui"

import { CHOICE_TYPES, QUESTION_TYPES, type QuestionType } from "../../../domain/template-content"
import { freshName, type PartProps } from "./part"

const TYPES: Readonly<Record<QuestionType, string>> = {
  text: "Short text",
  long_text: "Long text",
  choice: "Single choice",
  multi_choice: "Multiple choice",
  date: "Date",
  number: "Number",
  file: "Document",
}
const CHOICES = QUESTION_TYPES.map((value) => ({ value, label: TYPES[value] }))

const Question = ({ form, index, onRemove }: PartProps & { index: number; onRemove: () => void }) => {
  const { control } = form
  const label = useWatch({ control, name: `questions.${index}.label` })
  const options = useWatch({ control, name: `questions.${index}.options` })
  /** Only questions with choices have options. */
  const follow = (type: string) =>
    form.setValue(
      `questions.${index}.options`,
      CHOICE_TYPES.some((known) => known === type) ? (options ?? []) : undefined
    )
  return (
    <Container className="flex flex-col gap-4">
      <div className="flex items-end gap-2">
        <div className="grow">
          <TextField control={control} name={`questions.${index}.label`} label="Question" />
        </div>
        <IconButton
          type="button"
          variant="transparent"
          aria-label={`Remove question ${label || index + 1}`}
          onClick={onRemove}
        >
          <Trash />
        </IconButton>
      </div>
      <FieldMistake control={control} name={`questions.${index}.id`} deep />
      <FieldMistake control={control} name={`questions.${index}.show_when`} deep />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <SelectField
          control={control}
          name={`questions.${index}.type`}
          label="Answer type"
          choices={CHOICES}
          onChosen={follow}
        />
        <div>
          <SwitchField
            control={control}
            name={`questions.${index}.required`}
            label="Required"
            hint="If it isn't answered at purchase, a task is added to ask for the answer."
          />
          <FieldMistake control={control} name={`questions.${index}.required`} deep />
        </div>
      </div>
      {options && <LinesField control={control} name={`questions.${index}.options`} label="Options" />}
      <TextField control={control} name={`questions.${index}.help`} label="Help text" hint="Shown below the question" />
    </Container>
  )
}

/** What the client is asked before or after paying. */
export const QuestionsPart = ({ form }: PartProps) => {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "questions", keyName: "rowKey" })
  return (
    <div className="flex flex-col gap-4">
      {fields.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          No questions yet. Add one if work can't start without an answer.
        </Text>
      )}
      <FieldMistake control={form.control} name="questions" />
      {fields.map(({ rowKey }, index) => (
        <Question key={rowKey} form={form} index={index} onRemove={() => remove(index)} />
      ))}
      <Button
        type="button"
        variant="secondary"
        className="self-start"
        onClick={() =>
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
      >
        Add a question
      </Button>
    </div>
  )
}
