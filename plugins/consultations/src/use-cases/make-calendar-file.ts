import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator"

import type { ConsultationFacts } from "../domain/consultation-facts"

export type CalendarMethod = "REQUEST" | "CANCEL"

/** The shop: the sender of its emails, and the host of its pages. */
export type CalendarSender = { readonly from: string; readonly host: string }

/** `Shop <hello@shop.example>`, or the address alone. */
const organizerOf = (from: string): { name: string; email: string } => {
  const [, name, email] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? []
  return email ? { name: name || email, email } : { name: from.trim(), email: from.trim() }
}

/**
 * The calendar file of a consultation (RFC 5545, RFC 5546). The UID is the same for every version and the sequence rises, so
 * that a calendar changes the event it has instead of adding another one.
 */
export const calendarFile = (facts: ConsultationFacts, method: CalendarMethod, sender: CalendarSender): string => {
  const canceled = method === "CANCEL"
  const calendar = ical({
    prodId: { company: "Atrium", product: "Consultations" },
    method: canceled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    id: `${facts.consultation_id}@${sender.host}`,
    sequence: facts.sequence,
    // Retries make the same file.
    stamp: new Date(facts.changed_at),
    start: new Date(facts.starts_at),
    end: new Date(facts.ends_at),
    summary: `Consultation: ${facts.service}`,
    description: [`With ${facts.provider_name}`, `Reference: ${facts.reference}`].join("\n"),
    ...(facts.place ? { location: facts.place } : {}),
    status: canceled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: organizerOf(sender.from),
    attendees: [
      {
        name: facts.visitor_name,
        email: facts.visitor_email,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.ACCEPTED,
        rsvp: false,
      },
    ],
  })
  return calendar.toString()
}
