import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import { CreateProvider } from "./create-provider"

const open = async (answers: object) => {
  const page = openPage(<CreateProvider />, {
    answers: { "GET /admin/service-templates": { service_templates: [], count: 0, offset: 0, limit: 100 }, ...answers },
  })
  await page.user.click(screen.getByRole("button", { name: "Create provider" }))
  await screen.findByRole("heading", { name: "Create provider" })
  return page
}

test("an invalid provider is not sent, and each invalid field shows its message", async () => {
  const { user, sent } = await open({})
  await user.type(screen.getByLabelText("Email"), "asha")
  await user.clear(screen.getByLabelText("Time zone"))
  await user.type(screen.getByLabelText("Time zone"), "Mars/Olympus")
  await user.clear(screen.getByLabelText("Capacity"))
  await user.clear(screen.getByLabelText("Monday"))
  await user.type(screen.getByLabelText("Monday"), "17:00-09:00")
  await user.click(screen.getByRole("button", { name: "Create and invite" }))
  for (const [label, sentence] of [
    ["Name", "Enter the name"],
    ["Email", "Enter a valid email address, for example name@example.com"],
    ["Time zone", "Enter a time zone, for example Asia/Kolkata"],
    ["Capacity", "Enter a number of hours"],
    ["Monday", "The end must be after the start"],
  ] as const) {
    const note = screen.getByLabelText(label).getAttribute("aria-describedby")
    expect(document.getElementById(note ?? "")?.textContent).toBe(sentence)
  }
  expect(changesIn(sent)).toEqual([])
})

test("a provider whose email address is taken is not created, and the form keeps its input", async () => {
  const { user, sent } = await open({
    "POST /admin/providers": refusal(409, "Not created.", { email: "Another provider has this email address" }),
  })
  await user.type(screen.getByLabelText("Name"), "Asha Rao")
  await user.type(screen.getByLabelText("Email"), "asha@example.com")
  await user.type(screen.getByLabelText("Skills"), "tax{enter}gst")
  await user.clear(screen.getByLabelText("Friday"))
  await user.click(screen.getByRole("button", { name: "Create and invite" }))
  expect(await screen.findByText("Another provider has this email address")).toBeTruthy()
  expect(screen.getByLabelText("Skills")).toHaveProperty("value", "tax\ngst")
  expect(changesIn(sent).at(0)?.body).toMatchObject({
    name: "Asha Rao",
    phone: null,
    skills: ["tax", "gst"],
    capacity_hours_per_week: 40,
    working_hours: { mon: [["09:00", "17:00"]], fri: [] },
  })
})
