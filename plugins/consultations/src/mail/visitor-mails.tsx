import { timeInWords } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  defineMailTemplate,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  Small,
  useAttachedFiles,
} from "@atrium/notifications/mail"
import { z } from "zod"

import type { ConsultationRow } from "../data/rows"
import { ConsultationFacts, exampleFacts } from "../domain/consultation-facts"
import { bookAgainUrl, factsOf, manageUrl } from "./mail-facts"

const reasonOf = ({ reference }: ConsultationFacts): string =>
  `You're receiving this email because consultation ${reference} was booked with this address.`

const When = ({ facts, locale }: { facts: ConsultationFacts; locale: string }) => (
  <Details
    items={[
      { label: "Service", value: facts.service },
      { label: "When", value: timeInWords(new Date(facts.starts_at), facts.time_zone, locale) },
      { label: "With", value: facts.provider_name },
      ...(facts.place ? [{ label: "Where", value: facts.place }] : []),
      { label: "Reference", value: facts.reference },
    ]}
  />
)

const CalendarNote = () =>
  useAttachedFiles().length > 0 ? <Small>Open the attached file to add it to your calendar.</Small> : null

const Linked = ConsultationFacts.extend({ link: z.url() })
type Linked = z.output<typeof Linked>
const linkedExample = { ...exampleFacts, link: "https://shop.example/consultations/cons_1?token=x" }

const subjectTime = ({ starts_at, time_zone }: ConsultationFacts, locale: string): string =>
  timeInWords(new Date(starts_at), time_zone, locale)

export const bookedTemplate = defineMailTemplate<Linked>({
  name: "consultations.booked",
  example: linkedExample,
  props: Linked,
  secret: true,
  subject: (props, locale) => `Consultation booked: ${subjectTime(props, locale)}`,
  Body: (props) => (
    <Layout locale={props.locale} preview={`${props.service} with ${props.provider_name}`} reason={reasonOf(props)}>
      <Heading>Your consultation is booked</Heading>
      <Paragraph>Hello {props.visitor_name}, we look forward to talking to you.</Paragraph>
      <When facts={props} locale={props.locale} />
      <CalendarNote />
      <Button href={props.link}>Move or cancel</Button>
      <Small>You can move or cancel it until it starts. Anyone who has this link can do so.</Small>
    </Layout>
  ),
})

const Moved = Linked.extend({ previous_starts_at: z.iso.datetime() })

export const movedTemplate = defineMailTemplate<z.output<typeof Moved>>({
  name: "consultations.moved",
  example: { ...linkedExample, sequence: 1, previous_starts_at: "2026-11-30T04:30:00.000Z" },
  props: Moved,
  secret: true,
  subject: (props, locale) => `Consultation moved: ${subjectTime(props, locale)}`,
  Body: (props) => (
    <Layout locale={props.locale} preview={`${props.service} has a new time`} reason={reasonOf(props)}>
      <Heading>Your consultation has a new time</Heading>
      <Paragraph>
        Hello {props.visitor_name}, it was planned for{" "}
        {timeInWords(new Date(props.previous_starts_at), props.time_zone, props.locale)}.
      </Paragraph>
      <When facts={props} locale={props.locale} />
      <CalendarNote />
      <Button href={props.link}>Move or cancel</Button>
    </Layout>
  ),
})

const Canceled = ConsultationFacts.extend({
  /** What staff or the provider wrote. */
  reason: z.string(),
  by_shop: z.boolean(),
  book_again_url: z.url(),
})

export const canceledTemplate = defineMailTemplate<z.output<typeof Canceled>>({
  name: "consultations.canceled",
  example: {
    ...exampleFacts,
    sequence: 1,
    reason: "Asha is ill.",
    by_shop: true,
    book_again_url: "https://shop.example/services/company-registration/consultation",
  },
  props: Canceled,
  subject: (props, locale) => `Consultation canceled: ${subjectTime(props, locale)}`,
  Body: (props) => (
    <Layout locale={props.locale} preview={`${props.service} won't take place`} reason={reasonOf(props)}>
      <Heading>Your consultation is canceled</Heading>
      <Paragraph>
        Hello {props.visitor_name},{" "}
        {props.by_shop ? "we had to cancel this consultation. We're sorry." : "you canceled this consultation."}
      </Paragraph>
      {props.reason ? <Paragraph>{props.reason}</Paragraph> : null}
      <When facts={props} locale={props.locale} />
      <Button href={props.book_again_url}>Choose another time</Button>
    </Layout>
  ),
})

export const reminderTemplate = defineMailTemplate<Linked>({
  name: "consultations.reminder",
  example: linkedExample,
  props: Linked,
  secret: true,
  subject: (props, locale) => `Reminder: consultation on ${subjectTime(props, locale)}`,
  Body: (props) => (
    <Layout locale={props.locale} preview={`${props.service} with ${props.provider_name}`} reason={reasonOf(props)}>
      <Heading>Your consultation is soon</Heading>
      <Paragraph>Hello {props.visitor_name}, this is a reminder of your consultation.</Paragraph>
      <When facts={props} locale={props.locale} />
      <Button href={props.link}>Move or cancel</Button>
    </Layout>
  ),
})

const toVisitor = (row: ConsultationRow) => ({ to: row.email ?? "", facts: factsOf(row, row.time_zone) })

/** One email for each booking. */
export const bookedMail = (row: ConsultationRow): MailToRequest => {
  const { to, facts } = toVisitor(row)
  return mailOf(bookedTemplate, {
    event: `consultation.booked:${row.id}`,
    to,
    props: { ...facts, link: manageUrl(row.id) },
  })
}

/** One email for each move. */
export const movedMail = (row: ConsultationRow, previousStart: Date): MailToRequest => {
  const { to, facts } = toVisitor(row)
  return mailOf(movedTemplate, {
    event: `consultation.moved:${row.id}:${row.sequence}`,
    to,
    props: { ...facts, link: manageUrl(row.id), previous_starts_at: previousStart.toISOString() },
  })
}

/** One email for each cancellation. */
export const canceledMail = (row: ConsultationRow): MailToRequest => {
  const { to, facts } = toVisitor(row)
  return mailOf(canceledTemplate, {
    event: `consultation.canceled:${row.id}`,
    to,
    props: {
      ...facts,
      reason: row.cancel_reason ?? "",
      by_shop: row.canceled_by !== "visitor",
      book_again_url: bookAgainUrl(row.service_handle),
    },
  })
}

/** One reminder for each time the consultation had. */
export const reminderMail = (row: ConsultationRow): MailToRequest => {
  const { to, facts } = toVisitor(row)
  return mailOf(reminderTemplate, {
    event: `consultation.reminder:${row.id}:${row.sequence}`,
    to,
    props: { ...facts, link: manageUrl(row.id) },
  })
}
