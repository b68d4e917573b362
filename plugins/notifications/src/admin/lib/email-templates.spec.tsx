import { openPage } from "@atrium/admin-kit/testing"
import { screen, waitFor } from "@testing-library/react"
import { Route, Routes } from "react-router-dom"

import EmailTemplatesPage from "../routes/settings/emails/page"
import EmailPreviewPage from "../routes/settings/emails/[name]/page"

const RECEIPT = { name: "documents.receipt", subject: "Receipt for your order", category: null }
const UPDATE = { name: "service-provisioning.status-change", subject: "In progress", category: "Progress of requests" }
const answers = {
  "GET /admin/email-templates": { email_templates: [RECEIPT, UPDATE] },
  "GET /admin/email-templates/documents.receipt": {
    email_template: { ...RECEIPT, html: "<p>Thank you</p><script>alert(1)</script>", text: "Thank you in plain text" },
  },
}

test("emails are listed by subject, with those that readers can turn off, and each opens its preview", async () => {
  const { user, address } = openPage(<EmailTemplatesPage />, { answers })
  expect(await screen.findByText("Always sent")).toBeTruthy()
  expect(screen.getByText("Progress of requests")).toBeTruthy()
  await user.click(screen.getByRole("link", { name: "Receipt for your order" }))
  await waitFor(() => expect(address()).toBe("/settings/emails/documents.receipt"))
})

test("a preview shows the email in a frame that runs nothing, at both widths, and as text", async () => {
  const { user } = openPage(
    <Routes>
      <Route path="/settings/emails/:name" element={<EmailPreviewPage />} />
    </Routes>,
    { answers, at: "/settings/emails/documents.receipt" }
  )
  const frame = await screen.findByTitle("Receipt for your order, on a desktop")
  expect(frame.getAttribute("sandbox")).toBe("")
  expect(frame.getAttribute("srcdoc")).toContain("Thank you")
  await user.click(screen.getByRole("tab", { name: "Phone" }))
  expect((await screen.findByTitle("Receipt for your order, on a phone")).style.maxWidth).toBe("390px")
  await user.click(screen.getByRole("tab", { name: "Text" }))
  expect(await screen.findByText("Thank you in plain text")).toBeTruthy()
})
