import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, waitFor, within } from "@testing-library/react"

import type { AdminMessage } from "../../contracts"
import EmailsPage from "../routes/operations/emails/page"

const MESSAGE: AdminMessage = {
  id: "msg_1",
  event: "order.placed",
  template: "purchase-confirmed",
  channel: "email",
  recipient: "tara@example.com",
  status: "failed",
  attempts: 4,
  reason: "The mail server refused the connection",
  sent_at: null,
  created_at: "2026-11-28T09:00:00.000Z",
}
const listed = (...messages: AdminMessage[]) => ({
  "GET /admin/notification-messages": { messages, count: messages.length, offset: 0, limit: 20 },
})
const MAY = { permissions: ["notification-messages:write"] }

test("without any emails, the list explains what appears there", async () => {
  openPage(<EmailsPage />, { answers: listed() })
  expect(await screen.findByText("No emails yet")).toBeTruthy()
  expect(screen.getByText("Emails to customers, providers and staff appear here.")).toBeTruthy()
})

test("emails that can't be loaded show the reason, and load when the user tries again", async () => {
  let down = true
  const { user } = openPage(<EmailsPage />, {
    answers: {
      "GET /admin/notification-messages": () =>
        down ? refusal(500, "Something went wrong.") : listed(MESSAGE)["GET /admin/notification-messages"],
    },
  })
  const alert = await screen.findByRole("alert")
  expect(alert.textContent).toContain("Emails could not be loaded. Something went wrong.")
  down = false
  await user.click(within(alert).getByRole("button", { name: "Try again" }))
  expect(await screen.findByText("The mail server refused the connection")).toBeTruthy()
})

test("an email is resent only after a confirmation that names the recipient", async () => {
  const { user, sent } = openPage(<EmailsPage />, {
    ...MAY,
    answers: { ...listed(MESSAGE), "POST /admin/notification-messages/msg_1/resend": { message: MESSAGE } },
  })
  await user.click(await screen.findByRole("button", { name: "Resend" }))
  expect(await screen.findByText("purchase-confirmed is sent to tara@example.com again.")).toBeTruthy()
  await user.click(screen.getByRole("button", { name: "Cancel" }))
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Resend" }))
  await user.click(await screen.findByRole("button", { name: "Resend email" }))
  await screen.findByText("Email queued to be sent again")
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["POST /admin/notification-messages/msg_1/resend"])
})

test("a refusal to resend an email shows the reason", async () => {
  const { user } = openPage(<EmailsPage />, {
    ...MAY,
    answers: {
      ...listed({ ...MESSAGE, status: "sent" }),
      "POST /admin/notification-messages/msg_1/resend": refusal(409, "The link in this email works only once."),
    },
  })
  await user.click(await screen.findByRole("button", { name: "Resend" }))
  await user.click(await screen.findByRole("button", { name: "Resend email" }))
  await screen.findByText("The email was not resent")
  expect(screen.getByText("The link in this email works only once.")).toBeTruthy()
})

test("an email that is still pending can't be resent", async () => {
  openPage(<EmailsPage />, {
    ...MAY,
    answers: listed({ ...MESSAGE, status: "pending", reason: null }, { ...MESSAGE, id: "msg_2", template: "other" }),
  })
  expect(await screen.findAllByRole("button", { name: "Resend" })).toHaveLength(1)
})

test("a user without permission to resend emails sees no button for it", async () => {
  const { sent } = openPage(<EmailsPage />, { answers: listed(MESSAGE), permissions: ["notification-messages:read"] })
  await screen.findByText("purchase-confirmed")
  await waitFor(() => expect(sent.map(({ route }) => route)).toContain("GET /admin/staff-access"))
  expect(screen.queryByRole("button", { name: "Resend" })).toBeNull()
})
