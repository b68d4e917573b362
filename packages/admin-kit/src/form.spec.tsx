import { screen, waitFor } from "@testing-library/react"
import { z } from "zod"

import { DrawerForm, FormDrawer, LinesField, NumberField, SelectField, SwitchField, TextField, useActionForm } from "."
import { openPage } from "./testing.fixtures"
import { ApiError } from "@atrium/client"

const Terms = z.strictObject({
  name: z.string().min(1, "Enter a name"),
  days: z
    .number({ error: "Enter a number of days" })
    .int("Enter a whole number of days")
    .max(365, "Use a number up to 365"),
  rate: z.number({ error: "Enter a rate" }),
  skills: z.array(z.string().max(5, "Use at most 5 characters")),
  open: z.boolean(),
  kind: z.enum(["a", "b"], { error: "Choose a kind" }),
})
type Terms = z.infer<typeof Terms>

const TermsForm = ({ send }: { send: (terms: Terms) => Promise<unknown> }) => {
  const form = useActionForm({
    schema: Terms,
    defaults: { name: "", days: 30, rate: 1050, skills: ["tax"], open: true },
    send,
    done: "Terms saved",
  })
  const { control } = form
  return (
    <FormDrawer title="Terms" onClose={() => undefined}>
      <DrawerForm form={form} submit="Save terms">
        <TextField control={control} name="name" label="Name" />
        <NumberField control={control} name="days" label="Days" unit="days" hint="Up to a year" />
        <NumberField control={control} name="rate" label="Rate" unit="%" scale={100} />
        <LinesField control={control} name="skills" label="Skills" />
        <SwitchField control={control} name="open" label="Open" />
        <SelectField control={control} name="kind" label="Kind" choices={[{ value: "a", label: "First" }]} />
      </DrawerForm>
    </FormDrawer>
  )
}

const fill = async (user: ReturnType<typeof openPage>["user"]) => {
  await user.type(screen.getByLabelText("Name"), "Partners")
  await user.clear(screen.getByLabelText("Days"))
  await user.type(screen.getByLabelText("Days"), "14")
  await user.clear(screen.getByLabelText("Rate"))
  await user.type(screen.getByLabelText("Rate"), "12.25")
  await user.type(screen.getByLabelText("Skills"), "{enter}gst{enter}")
  await user.click(screen.getByLabelText("Open"))
  await user.click(screen.getByLabelText("Kind"))
  await user.click(await screen.findByRole("option", { name: "First" }))
}

const save = async (user: ReturnType<typeof openPage>["user"]) =>
  user.click(screen.getByRole("button", { name: "Save terms" }))

test("a form sends what was typed, as its schema wants it", async () => {
  const sent: Terms[] = []
  const { user } = openPage(<TermsForm send={async (terms) => sent.push(terms)} />)
  expect(screen.getByLabelText("Rate")).toHaveProperty("value", "10.5")
  await fill(user)
  await save(user)
  await screen.findByText("Terms saved")
  expect(sent).toEqual([{ name: "Partners", days: 14, rate: 1225, skills: ["tax", "gst"], open: false, kind: "a" }])
})

test("every wrong field says what is wrong beside it, and stops saying so when it is corrected", async () => {
  const send = jest.fn()
  const { user } = openPage(<TermsForm send={send} />)
  await user.clear(screen.getByLabelText("Days"))
  await user.type(screen.getByLabelText("Days"), "a month")
  await user.type(screen.getByLabelText("Skills"), "{enter}bookkeeping")
  await save(user)
  for (const [label, sentence] of [
    ["Name", "Enter a name"],
    ["Days", "Enter a number of days"],
    ["Skills", "Use at most 5 characters"],
    ["Kind", "Choose a kind"],
  ] as const) {
    const field = screen.getByLabelText(label)
    expect(field.getAttribute("aria-invalid")).toBe("true")
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(sentence)
  }
  expect(send).not.toHaveBeenCalled()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")))
  await user.type(screen.getByLabelText("Name"), "P")
  await waitFor(() => expect(screen.queryByText("Enter a name")).toBeNull())
})

test("what the API refuses is shown beside the fields it names, the rest above the buttons, and nothing typed is lost", async () => {
  const send = () =>
    Promise.reject(
      new ApiError(400, {
        code: "invalid_input",
        message: "Some fields are not valid.",
        details: { name: "This name is taken", "skills.1": "Nobody has this skill", programme_id: "It is gone" },
        suggestedAction: "Correct them.",
        retryable: false,
        requestId: "r1",
      })
    )
  const { user } = openPage(<TermsForm send={send} />)
  await fill(user)
  await save(user)
  await screen.findByText("This name is taken")
  expect(screen.getByText("Nobody has this skill")).toBeTruthy()
  expect(screen.getByText("Some fields are not valid. It is gone Correct them.")).toBeTruthy()
  expect(screen.getByLabelText("Name")).toHaveProperty("value", "Partners")
  expect(screen.getByLabelText("Days")).toHaveProperty("value", "14")
  expect(screen.queryByText("Terms saved")).toBeNull()
})
