import { Button, Container, IconButton, Select, Text } from "@medusajs/ui"
import { Trash } from "@medusajs/icons"

import {
  CHOICE_TYPES,
  QUESTION_TYPES,
  type QuestionType,
  type TemplateQuestion,
} from "../../../domain/template-content"
import { Field, LinesField, SwitchField, TextField } from "./fields"
import { mistakeAt, type PartProps, replaced, without } from "./types"

const TYPE_WORDS: Readonly<Record<QuestionType, string>> = {
  text: "Short text",
  long_text: "Long text",
  choice: "One of several",
  multi_choice: "Any of several",
  date: "Date",
  number: "Number",
  file: "Document",
}

const freshId = (questions: readonly TemplateQuestion[]) => {
  for (let number = questions.length + 1; ; number++) {
    if (!questions.some(({ id }) => id === `question-${number}`)) return `question-${number}`
  }
}

/** What the client is asked before or after paying. */
export const QuestionsPart = ({ content, mistakes, change }: PartProps) => {
  const { questions } = content
  const set = (index: number, part: Partial<TemplateQuestion>) =>
    change({ questions: replaced(questions, index, part) })
  const setType = (index: number, type: QuestionType) => {
    const { options, ...question } = questions[index] ?? { id: "", label: "", type, required: false }
    const next = CHOICE_TYPES.includes(type) ? { ...question, type, options: options ?? [] } : { ...question, type }
    change({ questions: questions.map((old, at) => (at === index ? next : old)) })
  }
  return (
    <div className="flex flex-col gap-4">
      {questions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          This service asks no questions. Add one when the work cannot start without an answer.
        </Text>
      )}
      {questions.map((question, index) => (
        <Container key={question.id} className="flex flex-col gap-4">
          <div className="flex items-end gap-2">
            <div className="grow">
              <TextField
                label="Question"
                value={question.label}
                error={mistakeAt(mistakes, `questions.${index}`)}
                onChange={(label) => set(index, { label })}
              />
            </div>
            <IconButton
              type="button"
              variant="transparent"
              aria-label={`Remove the question ${question.label}`}
              onClick={() => change({ questions: without(questions, index) })}
            >
              <Trash />
            </IconButton>
          </div>
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            <Field label="Answer">
              {(id) => (
                <Select value={question.type} onValueChange={(type) => setType(index, type as QuestionType)}>
                  <Select.Trigger id={id}>
                    <Select.Value />
                  </Select.Trigger>
                  <Select.Content>
                    {QUESTION_TYPES.map((type) => (
                      <Select.Item key={type} value={type}>
                        {TYPE_WORDS[type]}
                      </Select.Item>
                    ))}
                  </Select.Content>
                </Select>
              )}
            </Field>
            <SwitchField
              label="Required"
              hint="A purchase without an answer gets a task to ask for it."
              checked={question.required}
              onChange={(required) => set(index, { required })}
            />
          </div>
          {question.options && (
            <LinesField label="Options" values={question.options} onChange={(options) => set(index, { options })} />
          )}
          <TextField
            label="Help"
            hint="Shown below the question"
            value={question.help ?? ""}
            onChange={(help) => {
              const { help: _old, ...rest } = question
              change({
                questions: questions.map((old, at) => (at === index ? (help ? { ...rest, help } : rest) : old)),
              })
            }}
          />
        </Container>
      ))}
      <Button
        type="button"
        variant="secondary"
        className="self-start"
        onClick={() =>
          change({ questions: [...questions, { id: freshId(questions), label: "", type: "text", required: false }] })
        }
      >
        Add a question
      </Button>
    </div>
  )
}
