import type { MailAttachment } from "@atrium/notifications/extension-points"
import { env } from "@atrium/server"
import { z } from "zod"

import { ConsultationFacts } from "../domain/consultation-facts"
import { calendarFile, type CalendarMethod } from "./make-calendar-file"

/** The facts among an email's props, which have others too. */
const Facts = z.object(ConsultationFacts.shape)

/** Opens the calendar file of an email. */
export const openCalendarFile =
  (methodOf: (props: unknown) => CalendarMethod) =>
  (_container: unknown, props: unknown): Promise<readonly MailAttachment[]> => {
    const method = methodOf(props)
    const content = Buffer.from(
      calendarFile(Facts.parse(props), method, {
        from: env().ATRIUM_MAIL_FROM,
        host: new URL(env().ATRIUM_STOREFRONT_URL).hostname,
      })
    )
    return Promise.resolve([
      { filename: "consultation.ics", contentType: `text/calendar; charset=utf-8; method=${method}`, content },
    ])
  }
