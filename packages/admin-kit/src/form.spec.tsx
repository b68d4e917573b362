import { act, fireEvent, screen, waitFor } from "@testing-library/react"
import { Link } from "react-router-dom"
import { z } from "zod"

import {
  DrawerForm,
  FormDrawer,
  InlineForm,
  LinesField,
  NumberField,
  SelectField,
  SwitchField,
  TextField,
  useActionForm,
} from "."
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

type TermsProps = { send: (terms: Terms) => Promise<unknown>; onClose?: () => void }

const TermsForm = ({ send, onClose = () => undefined }: TermsProps) => {
  const form = useActionForm({
    schema: Terms,
    defaults: { name: "", days: 30, rate: 1050, skills: ["tax"], open: true },
    send,
    done: "Terms saved",
  })
  const { control } = form
  return (
    <FormDrawer title="Terms" onClose={onClose}>
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

test("a form sends its input as its schema expects it", async () => {
  const sent: Terms[] = []
  const { user } = openPage(<TermsForm send={async (terms) => sent.push(terms)} />)
  expect(screen.getByLabelText("Rate")).toHaveProperty("value", "10.5")
  await fill(user)
  await save(user)
  await screen.findByText("Terms saved")
  expect(sent).toEqual([{ name: "Partners", days: 14, rate: 1225, skills: ["tax", "gst"], open: false, kind: "a" }])
})

test("every invalid field shows its message, which disappears when the field is corrected", async () => {
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
    // The check of a form is asynchronous.
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"))
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(sentence)
  }
  expect(send).not.toHaveBeenCalled()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")))
  await user.type(screen.getByLabelText("Name"), "P")
  await waitFor(() => expect(screen.queryByText("Enter a name")).toBeNull())
})

test("refusals from the API appear beside their fields, the rest above the buttons, and the input is kept", async () => {
  const send = () =>
    Promise.reject(
      new ApiError(400, {
        code: "invalid_input",
        message: "Some fields are not valid.",
        details: {
          name: "This name is taken",
          "skills.1": "No provider has this skill",
          programme_id: "The program was deleted.",
        },
        suggestedAction: "Correct them.",
        retryable: false,
        requestId: "r1",
      })
    )
  const { user } = openPage(<TermsForm send={send} />)
  await fill(user)
  await save(user)
  await screen.findByText("This name is taken")
  expect(screen.getByText("No provider has this skill")).toBeTruthy()
  expect(screen.getByText("Some fields are not valid. The program was deleted. Correct them.")).toBeTruthy()
  expect(screen.getByLabelText("Name")).toHaveProperty("value", "Partners")
  expect(screen.getByLabelText("Days")).toHaveProperty("value", "14")
  expect(screen.queryByText("Terms saved")).toBeNull()
})

const Note = z.strictObject({ text: z.string().min(1, "Enter a note") })
const QUESTION = "Are you sure you want to leave this form?"

const NoteForm = ({ label, clears, send }: { label: string; clears: boolean; send: () => Promise<unknown> }) => {
  const form = useActionForm({ schema: Note, defaults: { text: "" }, send, done: `${label} saved`, clears })
  return (
    <InlineForm form={form} submit={`Save ${label}`}>
      <TextField control={form.control} name="text" label={label} />
    </InlineForm>
  )
}

const Notes = ({ send = async () => undefined }: { send?: () => Promise<unknown> }) => (
  <>
    <NoteForm label="first" clears={false} send={send} />
    <NoteForm label="second" clears send={send} />
    <Link to="/elsewhere">Elsewhere</Link>
  </>
)

const closesTab = () => !fireEvent(window, new Event("beforeunload", { cancelable: true }))

test("leaving a page with unsaved input asks once, and keeps the input or leaves", async () => {
  // React Router warns about a second blocker.
  const warnings = jest.spyOn(console, "warn")
  const { user, address } = openPage(<Notes />)
  await user.type(screen.getByLabelText("first"), "Call back")
  await user.type(screen.getByLabelText("second"), "Send an offer")
  await user.click(screen.getByRole("link", { name: "Elsewhere" }))
  expect(await screen.findAllByText(QUESTION)).toHaveLength(1)
  await user.click(screen.getByRole("button", { name: "Keep editing" }))
  expect(address()).toBe("/")
  expect(screen.getByLabelText("first")).toHaveProperty("value", "Call back")
  await user.click(screen.getByRole("link", { name: "Elsewhere" }))
  await user.click(await screen.findByRole("button", { name: "Leave form" }))
  await waitFor(() => expect(address()).toBe("/elsewhere"))
  expect(screen.queryByText(QUESTION)).toBeNull()
  expect(warnings).not.toHaveBeenCalled()
  warnings.mockRestore()
})

test("closing the tab is held up only while there is unsaved input", async () => {
  const { user } = openPage(<Notes />)
  expect(closesTab()).toBe(false)
  await user.type(screen.getByLabelText("second"), "a")
  expect(closesTab()).toBe(true)
  await user.clear(screen.getByLabelText("second"))
  expect(closesTab()).toBe(false)
})

test("saved input is left without a question, whether its form keeps it or clears it", async () => {
  const { user, address } = openPage(<Notes />)
  for (const label of ["first", "second"]) {
    await user.type(screen.getByLabelText(label), "Call back")
    await user.click(screen.getByRole("button", { name: `Save ${label}` }))
    await screen.findByText(`${label} saved`)
  }
  expect(screen.getByLabelText("first")).toHaveProperty("value", "Call back")
  expect(screen.getByLabelText("second")).toHaveProperty("value", "")
  expect(closesTab()).toBe(false)
  await user.click(screen.getByRole("link", { name: "Elsewhere" }))
  await waitFor(() => expect(address()).toBe("/elsewhere"))
})

test("input that the API refused is still unsaved", async () => {
  const { user } = openPage(<Notes send={() => Promise.reject(new Error("Refused"))} />)
  await user.type(screen.getByLabelText("first"), "Call back")
  await user.click(screen.getByRole("button", { name: "Save first" }))
  await screen.findByRole("alert")
  expect(closesTab()).toBe(true)
})

test("a drawer with unsaved input asks before it closes, and closes at once without any", async () => {
  const onClose = jest.fn()
  const { user } = openPage(<TermsForm send={async () => undefined} onClose={onClose} />)
  await user.type(screen.getByLabelText("Name"), "Partners")
  await user.click(screen.getByRole("button", { name: "Cancel" }))
  await user.click(await screen.findByRole("button", { name: "Keep editing" }))
  expect(onClose).not.toHaveBeenCalled()
  await waitFor(() => expect(screen.queryByText(QUESTION)).toBeNull())
  await user.keyboard("{Escape}")
  await user.click(await screen.findByRole("button", { name: "Leave form" }))
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  await user.clear(screen.getByLabelText("Name"))
  await user.click(screen.getByRole("button", { name: "Cancel" }))
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(2))
})

test("a drawer that is closed again while it asks does not ask a second time", async () => {
  const onClose = jest.fn()
  const { user } = openPage(<TermsForm send={async () => undefined} onClose={onClose} />)
  await user.type(screen.getByLabelText("Name"), "Partners")
  const cancel = screen.getByRole("button", { name: "Cancel" })
  await user.click(cancel)
  const keep = await screen.findByRole("button", { name: "Keep editing" })
  fireEvent.click(cancel)
  fireEvent.click(keep)
  await waitFor(() => expect(screen.queryByText(QUESTION)).toBeNull())
  // A second question would open in the next turn of the event loop, which has begun when this timer runs.
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  expect(screen.queryByText(QUESTION)).toBeNull()
  expect(onClose).not.toHaveBeenCalled()
  expect(screen.getByDisplayValue("Partners")).toBeTruthy()
})
