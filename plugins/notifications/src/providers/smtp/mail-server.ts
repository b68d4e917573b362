import { clock } from "@atrium/kernel"
import { type OutsideService, outsideService } from "@atrium/server"
import { WorkPostponed } from "@atrium/work-queue/extension-points"

import { mailFailureOf } from "../../domain/mail-failure"

/** While the mail server is down it is tried after 30 s, 1 min, 2 min, and then every five minutes. */
const PAUSES = { first: 30, longest: 300 }

/** The mail server's circuit breaker: one per process, because one server takes the emails of the shop. */
export const mailServer = (): OutsideService =>
  outsideService("mail", (error) => mailFailureOf(error) === "down", PAUSES)

/** Sets an email aside until the mail server is tried again. */
export const postponed = (reason: string): WorkPostponed =>
  new WorkPostponed(reason, {
    until: mailServer().down()?.until ?? new Date(clock.now().getTime() + PAUSES.first * 1000),
    service: "The mail server",
  })

/** Why no email can be sent now; undefined while the mail server responds, or is due to be tried again. */
export const mailServerPause = (): WorkPostponed | undefined => {
  const down = mailServer().down()
  if (!down || clock.now() >= down.until) return undefined
  return postponed("The mail server can't be reached")
}
