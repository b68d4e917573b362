"use client"

import type { IntakeAnswer, IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react"

import type { SentFile } from "@/features/files/file-facts"
import { IntakeField } from "@/features/purchase/components/intake-field"
import { askedQuestions } from "@/features/purchase/form"
import { Alert, Button, DefaultSubmit } from "@/lib/ui"

import { answerQuestions } from "../actions"
import { answersFromForm } from "../intake-answers"

/** Form with the unanswered questions. Conditional questions appear once the answer they depend on is entered. */
export const OpenQuestions = ({
  requestId,
  questions,
  answers,
  files,
}: {
  requestId: string
  questions: readonly IntakeQuestion[]
  answers: Readonly<Record<string, IntakeAnswer>>
  /** The files that were sent but don't answer a question yet. */
  files: readonly (SentFile & { question_id: string })[]
}) => {
  const [state, send, pending] = useActionState(answerQuestions.bind(null, requestId), { errors: {} })
  const [entered, setEntered] = useState<Readonly<Record<string, IntakeAnswer>>>({})
  const form = useRef<HTMLFormElement>(null)
  const open = askedQuestions(questions, { ...answers, ...entered }).filter(
    (question) => answers[question.id] === undefined
  )

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus()
  }, [state])

  const onChange = (event: FormEvent<HTMLFormElement>) =>
    setEntered(answersFromForm(new FormData(event.currentTarget), questions))

  // Not submitted through `action`, because React would then reset the fields even when an answer is rejected.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    startTransition(() => send(data))
  }

  if (open.length === 0) return null
  return (
    <form
      ref={form}
      action={send}
      onSubmit={onSubmit}
      onChange={onChange}
      noValidate
      aria-label="Open questions"
      className="grid gap-6"
    >
      <DefaultSubmit disabled={pending} />
      {state.problem ? <Alert tone="red" title={state.problem} /> : null}
      {open.map((question) => (
        <IntakeField
          key={question.id}
          id={`intake.${question.id}`}
          question={question}
          binding={{ name: `intake.${question.id}` }}
          files={{
            uploadUrl: `/account/requests/${encodeURIComponent(requestId)}/files`,
            sent: files.filter(({ question_id: id }) => id === question.id),
          }}
          error={state.errors[question.id]}
        />
      ))}
      <div>
        <Button type="submit" busy={pending} busyLabel="Sending…">
          Send answers
        </Button>
      </div>
    </form>
  )
}
