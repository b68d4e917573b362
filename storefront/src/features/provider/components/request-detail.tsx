import { FileLinks } from "@/features/files/components/file-links"
import { answerText } from "@/features/service-requests/intake-answers"
import { questionsOf } from "@/features/service-requests/queries"
import { Badge, ButtonLink, CopyButton, Facts, PageHeading, Timeline } from "@/lib/ui"

import type { ProviderView, RequestDetailView } from "../queries"
import { changeRequestStatus } from "../request-actions"
import { formatDay, STATUS_CHANGES, statusTone } from "../format"
import { ConfirmedAction } from "./action-button"
import { Notes } from "./notes"
import { TaskItem } from "./task-item"

const Section = ({ id, title, children }: { id: string; title: string; children: React.ReactNode }) => (
  <section aria-labelledby={`${id}-title`} className="grid gap-4">
    <h2 id={`${id}-title`} className="text-2xl">
      {title}
    </h2>
    {children}
  </section>
)

/** Returns a `tel:` link without spaces and punctuation. */
const phoneLink = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, "")}`

const Customer = ({ customer }: Pick<RequestDetailView, "customer">) => (
  <div className="grid gap-3">
    <p className="text-lg">{customer.name}</p>
    <div className="flex flex-wrap gap-3">
      {customer.phone ? (
        <ButtonLink href={phoneLink(customer.phone)} variant="secondary" prefetch={false}>
          Call {customer.phone}
        </ButtonLink>
      ) : null}
      <ButtonLink
        href={`mailto:${encodeURIComponent(customer.email).replaceAll("%40", "@")}`}
        variant="secondary"
        prefetch={false}
        className="max-w-full break-all"
      >
        Email {customer.email}
      </ButtonLink>
    </div>
  </div>
)

const Requirements = ({ request, locale }: { request: RequestDetailView; locale: string }) => (
  <dl className="grid gap-5">
    <div className="grid gap-1">
      <dt className="text-sm text-ink-soft">What the customer needs</dt>
      <dd className="max-w-[62ch] whitespace-pre-line">{request.requirements || "None provided"}</dd>
    </div>
    {questionsOf(request).map((question) => {
      const answer = request.intake.answers[question.id]
      const missing = request.intake.missing.includes(question.id)
      if (answer === undefined && !missing) return null
      return (
        <div key={question.id} className="grid gap-1">
          <dt className="text-sm text-ink-soft">{question.label}</dt>
          <dd className="max-w-[62ch] whitespace-pre-line">
            {answer === undefined ? (
              "Not answered yet"
            ) : question.type === "file" ? (
              <FileLinks
                files={request.files.filter(({ question_id: id }) => id === question.id)}
                path={`/provider/requests/${encodeURIComponent(request.id)}/files`}
              />
            ) : (
              answerText(question.type, answer, locale)
            )}
          </dd>
        </div>
      )
    })}
  </dl>
)

const dueText = (request: RequestDetailView, locale: string, timeZone: string): string => {
  if (request.clock_stopped_at) return `Paused since ${formatDay(request.clock_stopped_at, locale, timeZone)}`
  return request.due_at ? formatDay(request.due_at, locale, timeZone) : "No date set"
}

/** Shows one request: the customer's contact details, status changes, tasks, answers and notes. */
export const RequestDetail = ({
  request,
  provider,
  locale,
}: {
  request: RequestDetailView
  provider: ProviderView
  locale: string
}) => {
  const timeZone = provider.time_zone
  const changes = request.allowed_statuses.flatMap((to) => {
    const change = STATUS_CHANGES[to]
    if (!change) return []
    return [{ to, ...change, question: [openTasksText(request, to), change.question].filter(Boolean).join(" ") }]
  })
  const facts = [
    { term: "Payment", value: paymentText(request, locale, timeZone) },
    ...(request.disputed_since
      ? [{ term: "Payment disputed", value: `Since ${formatDay(request.disputed_since, locale, timeZone)}` }]
      : []),
    { term: "Purchased", value: formatDay(request.created_at, locale, timeZone) },
    { term: "Due", value: dueText(request, locale, timeZone) },
  ]
  return (
    <div className="grid gap-10">
      <div className="grid gap-5">
        <PageHeading eyebrow={request.tier.title} title={request.service.title} />
        <div className="flex flex-wrap items-center gap-4">
          <Badge tone={statusTone(request.status)}>{request.status_label}</Badge>
          <span className="font-mono text-lg">{request.reference_number}</span>
          <CopyButton text={request.reference_number} label={`Copy ${request.reference_number}`} />
        </div>
      </div>
      <div className="grid items-start gap-10 lg:grid-cols-[1fr_20rem] lg:gap-12">
        <div className="grid gap-10">
          <Section id="customer" title="Customer">
            <Customer customer={request.customer} />
          </Section>
          <div className="lg:hidden">
            <Facts rows={facts} />
          </div>
          {changes.length > 0 ? (
            <div className="grid gap-4">
              {changes.map(({ to, label, question, confirmLabel }) => (
                <ConfirmedAction
                  key={`${to}-${request.updated_at}`}
                  action={changeRequestStatus.bind(null, request.id, to, request.updated_at)}
                  label={label}
                  question={question}
                  confirmLabel={confirmLabel}
                />
              ))}
            </div>
          ) : null}
          {request.tasks.length > 0 ? (
            <Section id="tasks" title="Tasks">
              <ul className="border-b border-line">
                {request.tasks.map((task) => (
                  <TaskItem
                    key={`${task.id}-${task.updated_at}`}
                    requestId={request.id}
                    task={task}
                    locale={locale}
                    timeZone={timeZone}
                  />
                ))}
              </ul>
            </Section>
          ) : null}
          <Section id="requirements" title="Customer's answers">
            <Requirements request={request} locale={locale} />
          </Section>
          <Section id="notes" title="Notes">
            <Notes request={request} locale={locale} timeZone={timeZone} />
          </Section>
        </div>
        <aside className="grid gap-10">
          <div className="hidden lg:block">
            <Facts rows={facts} />
          </div>
          <Section id="history" title="History">
            <Timeline
              label="History"
              entries={request.history.map((change, index) => ({
                id: `${change.to}-${index}`,
                title: change.label,
                time: formatDay(change.created_at, locale, timeZone),
                dateTime: change.created_at,
                state: index === request.history.length - 1 ? "current" : "done",
              }))}
            />
          </Section>
        </aside>
      </div>
    </div>
  )
}

/** Warns about open tasks before a request is marked as completed. */
const openTasksText = ({ work }: RequestDetailView, to: RequestDetailView["status"]): string | null => {
  if (to !== "completed" || work.open === 0) return null
  return work.open === 1 ? "One task is still open." : `${work.open} tasks are still open.`
}

const paymentText = ({ payment }: RequestDetailView, locale: string, timeZone: string): string => {
  if (!payment.confirmed) return "Refunded"
  return payment.confirmed_at ? `Confirmed on ${formatDay(payment.confirmed_at, locale, timeZone)}` : "Confirmed"
}
