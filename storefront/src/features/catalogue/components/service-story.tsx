import { questionsForTier } from "@atrium/service-provisioning/contracts"
import type { QuestionView, ServiceDetailView } from "@/lib/medusa"
import { formatDuration, questionCountText } from "../format"
import { TierPanels } from "./tier-panels"

type Steps = ServiceDetailView["steps"]

/** The steps that a purchase of the selected plan goes through. */
export const ServiceSteps = ({ service }: { service: Pick<ServiceDetailView, "steps" | "tiers"> }) =>
  service.steps.length === 0 ? null : (
    <section aria-labelledby="steps-heading" className="grid gap-6">
      <h2 id="steps-heading" className="text-2xl">
        How it works
      </h2>
      <TierPanels tiers={service.tiers} keyOf={({ steps }) => steps}>
        {({ steps }) => <StepList steps={steps} />}
      </TierPanels>
    </section>
  )

const StepList = ({ steps }: { steps: Steps }) => (
  <ol className="grid">
    {steps.map((step, index) => (
      <li key={`${index}-${step.name}`} className="relative grid grid-cols-[2.5rem_1fr] gap-x-5 pb-7 last:pb-0">
        {index < steps.length - 1 ? (
          <span aria-hidden="true" className="absolute top-10 bottom-0 left-5 w-px bg-line" />
        ) : null}
        <span
          aria-hidden="true"
          className="figures grid size-10 place-items-center rounded-full border border-line bg-raised text-sm"
        >
          {index + 1}
        </span>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 pt-2">
          <p>{step.name}</p>
          <p className="figures text-sm text-ink-soft">{formatDuration(step.duration_days)}</p>
        </div>
      </li>
    ))}
  </ol>
)

const ANSWER_TYPES: Readonly<Record<QuestionView["type"], string>> = {
  text: "a few words",
  long_text: "a short description",
  choice: "one choice",
  multi_choice: "one or more choices",
  date: "a date",
  number: "a number",
  file: "a document, after you have paid",
}

/** The questions a customer answers when buying the selected plan. */
export const ServiceNeeds = ({ service }: { service: Pick<ServiceDetailView, "intake" | "tiers"> }) => {
  const questionsOf = ({ id }: { id: string }) => questionsForTier(service.intake.questions, id)
  return (
    <section aria-labelledby="needs-heading" className="grid gap-6">
      <h2 id="needs-heading" className="text-2xl">
        What we need from you
      </h2>
      <TierPanels tiers={service.tiers} keyOf={(tier) => questionsOf(tier).map(({ id }) => id)}>
        {(tier) => <QuestionList questions={questionsOf(tier)} />}
      </TierPanels>
    </section>
  )
}

const QuestionList = ({ questions }: { questions: readonly QuestionView[] }) => {
  const required = questions.filter((question) => question.required).length
  return (
    <div className="grid gap-6">
      <p className="max-w-[62ch]">{questionCountText(required, questions.length - required)}</p>
      {questions.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {questions.map((question) => (
            <li key={question.id} className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 py-3">
              <span>{question.label}</span>
              <span className="text-sm text-ink-soft">
                {ANSWER_TYPES[question.type]}
                {question.required ? "" : ", optional"}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

const FAQ = [
  {
    question: "When does work start?",
    answer:
      "As soon as your payment is confirmed. You'll get a reference number right away, by email too, and a specialist will contact you to go over the details.",
  },
  {
    question: "How do I check progress?",
    answer:
      "Enter your reference number on the tracking page. You don't need an account. You'll see the status, the next step, and when to expect it.",
  },
  {
    question: "What if I don't have all my documents yet?",
    answer: "You can buy now and send documents later. Anything missing becomes a task for you.",
  },
  {
    question: "Is the price final?",
    answer:
      "Yes. You see the full amount before you pay, and nothing is added later. If tax isn't included in the price shown here, the purchase page lists it.",
  },
] as const

export const ServiceAnswers = () => (
  <section aria-labelledby="answers-heading" className="grid gap-6">
    <h2 id="answers-heading" className="text-2xl">
      Questions and answers
    </h2>
    <div className="divide-y divide-line border-y border-line">
      {FAQ.map(({ question, answer }) => (
        <details key={question} className="group py-1">
          <summary className="flex min-h-12 list-none items-center justify-between gap-4 font-medium">
            {question}
            <span
              aria-hidden="true"
              className="text-xl font-normal text-ink-soft transition-transform group-open:rotate-45"
            >
              +
            </span>
          </summary>
          <p className="max-w-[62ch] pb-5 text-ink-soft">{answer}</p>
        </details>
      ))}
    </div>
  </section>
)
