import { formatMoney } from "@atrium/kernel"

import { FileLinks } from "@/features/files/components/file-links"
import { LocalTime } from "@/lib/ui/local-time"
import { Alert, Badge, CopyButton, Facts, PageHeading, Timeline } from "@/lib/ui"

import { answerText } from "../intake-answers"
import { questionsOf, type RequestDetailView } from "../queries"
import { openTasksText, statusTone } from "../format"
import { OpenQuestions } from "./open-questions"
import { TaskList } from "./task-list"

/** Shows one request to its customer: status, open questions, tasks, answers and history. */
export const RequestDetail = ({ request, locale }: { request: RequestDetailView; locale: string }) => {
  const questions = questionsOf(request)
  const missing = questions.filter((question) => request.intake.missing.includes(question.id))
  const answered = questions.filter((question) => request.intake.answers[question.id] !== undefined)
  const last = request.timeline.length - 1
  const openTasks = request.tasks.filter((task) => task.can_complete).length
  return (
    <div className="grid gap-12">
      <div className="grid gap-6">
        <PageHeading eyebrow={request.tier.title} title={request.service.title}>
          {request.status_description} {request.next_step}
        </PageHeading>
        <div className="flex flex-wrap items-center gap-4">
          <Badge tone={statusTone(request.status)}>{request.status_label}</Badge>
          <span className="font-mono text-lg">{request.reference_number}</span>
          <CopyButton text={request.reference_number} label={`Copy ${request.reference_number}`} />
        </div>
        {openTasks > 0 ? (
          <Alert tone="amber" title={`${openTasksText(openTasks)}.`}>
            Work is paused until then.
          </Alert>
        ) : null}
      </div>

      {missing.length > 0 ? (
        <section aria-labelledby="open-title" className="grid gap-6 lg:max-w-[35rem]">
          <h2 id="open-title" className="text-2xl">
            Questions for you
          </h2>
          <OpenQuestions
            requestId={request.id}
            questions={questions}
            answers={request.intake.answers}
            files={request.files}
          />
        </section>
      ) : null}

      <div className="grid items-start gap-12 lg:grid-cols-[1fr_20rem]">
        <div className="grid gap-12">
          {request.tasks.length > 0 ? (
            <section aria-labelledby="work-title" className="grid gap-5">
              <h2 id="work-title" className="text-2xl">
                Tasks
              </h2>
              <TaskList request={request} locale={locale} />
            </section>
          ) : null}
          <section aria-labelledby="answers-title" className="grid gap-5">
            <h2 id="answers-title" className="text-2xl">
              Your answers
            </h2>
            <dl className="grid gap-5">
              <div className="grid gap-1">
                <dt className="text-sm text-ink-soft">What you need</dt>
                <dd className="max-w-[62ch] whitespace-pre-line">{request.requirements || "None provided"}</dd>
              </div>
              {answered.map((question) => (
                <div key={question.id} className="grid gap-1">
                  <dt className="text-sm text-ink-soft">{question.label}</dt>
                  <dd className="max-w-[62ch] whitespace-pre-line">
                    {question.type === "file" ? (
                      <FileLinks
                        files={request.files.filter(({ question_id: id }) => id === question.id)}
                        path={`/account/requests/${encodeURIComponent(request.id)}/files`}
                      />
                    ) : (
                      answerText(question.type, request.intake.answers[question.id], locale)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
        <aside className="grid gap-10">
          <Facts
            rows={[
              { term: "Purchased", value: <LocalTime at={request.created_at} locale={locale} /> },
              { term: "Paid", value: formatMoney(request.amount, request.currency_code, locale) },
              ...(request.refunded_amount > 0
                ? [{ term: "Refunded", value: formatMoney(request.refunded_amount, request.currency_code, locale) }]
                : []),
              ...(request.provider ? [{ term: "Your specialist", value: request.provider.name }] : []),
              ...(request.due_at
                ? [{ term: "Expected by", value: <LocalTime at={request.due_at} locale={locale} /> }]
                : []),
            ]}
          />
          <section aria-labelledby="timeline-title" className="grid gap-5">
            <h2 id="timeline-title" className="text-xl">
              History
            </h2>
            <Timeline
              label="History"
              entries={request.timeline.map((event, index) => ({
                id: `${event.type}-${index}`,
                title: event.label,
                time: <LocalTime at={event.occurred_at} locale={locale} />,
                children: event.note ?? undefined,
                state: index === last ? "current" : "done",
              }))}
            />
          </section>
        </aside>
      </div>
    </div>
  )
}
