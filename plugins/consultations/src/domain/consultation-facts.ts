import { z } from "zod"

/** What every email about a consultation knows; the calendar file is made from it too. */
export const ConsultationFacts = z.strictObject({
  consultation_id: z.string(),
  reference: z.string(),
  sequence: z.number().int().min(0),
  visitor_name: z.string(),
  visitor_email: z.email(),
  service: z.string(),
  provider_name: z.string(),
  place: z.string(),
  note: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  /** The reader's. */
  time_zone: z.string(),
  changed_at: z.iso.datetime(),
})
export type ConsultationFacts = z.output<typeof ConsultationFacts>

export const exampleFacts: ConsultationFacts = {
  consultation_id: "cons_1",
  reference: "CN-7K4QX2MB",
  sequence: 0,
  visitor_name: "Ravi Menon",
  visitor_email: "ravi@example.com",
  service: "Company registration",
  provider_name: "Asha Menon",
  place: "Video call",
  note: "We are two founders.",
  starts_at: "2026-12-01T04:30:00.000Z",
  ends_at: "2026-12-01T05:00:00.000Z",
  time_zone: "Asia/Kolkata",
  changed_at: "2026-11-28T09:00:00.000Z",
}
