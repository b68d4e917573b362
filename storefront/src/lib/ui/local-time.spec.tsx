import { renderToStaticMarkup } from "react-dom/server"

import { formatMoment, LocalTime } from "./local-time"

const AT = "2026-11-28T20:30:00Z"

it("the server shows a moment in UTC and names it", () => {
  const html = renderToStaticMarkup(<LocalTime at={AT} locale="en-US" format="dateTime" />)
  expect(html).toContain(`dateTime="${AT}"`)
  expect(html).toMatch(/November 28, 2026 at 08:30\sPM UTC/)
})

it("a moment is shown on the day it has in the visitor's time zone", () => {
  expect(formatMoment(AT, "en-US", "date", "Asia/Kolkata")).toBe("November 29, 2026")
  expect(formatMoment(AT, "en-US", "date", "America/New_York")).toBe("November 28, 2026")
  expect(formatMoment(AT, "de-DE", "dateTime", "Europe/Berlin")).toBe("28. November 2026 um 21:30 MEZ")
})
