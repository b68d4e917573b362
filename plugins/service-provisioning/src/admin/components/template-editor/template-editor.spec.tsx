import { type Answers, changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, waitFor } from "@testing-library/react"

import type { TemplateContent } from "../../../domain/template-content"
import { firstContent } from "./first-content"
import { TemplateEditor } from "./template-editor"

const open = (answers: Answers = {}) =>
  openPage(
    <TemplateEditor
      product={{ id: "prod_1", title: "Trademark" }}
      template={undefined}
      initial={firstContent(["variant_1"])}
      variants={[{ id: "variant_1", title: "Search" }]}
      onClose={() => undefined}
    />,
    { answers: { "GET /admin/service-task-kinds": { task_kinds: [] }, ...answers } }
  )

test("publishing an invalid template opens the first tab with an error, marks all of them, and sends nothing", async () => {
  const { user, sent } = open()
  await user.click(screen.getByRole("tab", { name: "Questions" }))
  await user.click(screen.getByRole("button", { name: "Add a question" }))
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.clear(screen.getByRole("textbox", { name: "Due after" }))
  await user.click(screen.getByRole("button", { name: "Publish" }))
  expect(await screen.findByText("Some fields need attention")).toBeTruthy()
  expect(await screen.findByText("Enter a short description")).toBeTruthy()
  expect(screen.getByRole("tab", { name: /Questions/ }).textContent).toContain("•")
  expect(screen.getByRole("tab", { name: /Tasks/ }).textContent).toContain("•")
  expect(screen.getByRole("tab", { name: "Routing" }).textContent).not.toContain("•")
  await user.click(screen.getByRole("tab", { name: /Questions/ }))
  expect(await screen.findByText("Enter the question")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
})

test("a template is sent with its options and task dependencies, and without blank texts", async () => {
  const { user, sent } = open({
    "POST /admin/service-templates": refusal(400, "Not saved.", { "content.short_description": "Use other words" }),
  })
  await user.type(screen.getByRole("textbox", { name: "Short description" }), "Your brand, protected")
  await user.click(screen.getByRole("tab", { name: "Questions" }))
  await user.click(screen.getByRole("button", { name: "Add a question" }))
  await user.type(screen.getByRole("textbox", { name: "Question" }), "Which kind?")
  await user.click(screen.getByRole("combobox", { name: "Answer type" }))
  await user.click(await screen.findByRole("option", { name: "Single choice" }))
  await user.type(await screen.findByRole("textbox", { name: "Options" }), "Word{enter}Logo")
  await user.type(screen.getByRole("textbox", { name: "Help text" }), "x")
  await user.clear(screen.getByRole("textbox", { name: "Help text" }))
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.click(screen.getByRole("button", { name: "Add a task" }))
  const [, second] = screen.getAllByRole("textbox", { name: "Task" })
  await user.type(second!, "File it")
  await user.click(screen.getAllByRole("checkbox", { name: "First call" })[0]!)
  await user.click(screen.getByRole("button", { name: "Save as draft" }))
  // The refusal appears beside its field.
  expect(await screen.findByText("Use other words")).toBeTruthy()
  expect(changesIn(sent).at(0)?.body).toMatchObject({
    product_id: "prod_1",
    publish: false,
    content: {
      short_description: "Your brand, protected",
      store_title: null,
      questions: [{ id: "question-1", label: "Which kind?", type: "choice", options: ["Word", "Logo"] }],
      tasks: [{ key: "first-call" }, { key: "task-2", name: "File it", depends_on: ["first-call"] }],
    },
  })
})

test("removing a task also removes it as a dependency", async () => {
  const { user } = open()
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.click(screen.getByRole("button", { name: "Add a task" }))
  await user.click(screen.getByRole("checkbox", { name: "First call" }))
  await user.click(screen.getByRole("button", { name: "Remove task First call" }))
  await user.click(screen.getByRole("button", { name: "Add a task" }))
  // The first task starts after none, and the second one no longer after the removed one.
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("data-state"))).toEqual(["unchecked"])
  expect(screen.getAllByRole("textbox", { name: "Task" })).toHaveLength(2)
})

test("viewing every tab of a template doesn't count as unsaved input, and a change does", async () => {
  const initial: TemplateContent = {
    ...firstContent(["variant_1"]),
    questions: [{ id: "question-1", label: "Which kind?", type: "text", required: true }],
  }
  const onClose = jest.fn()
  const { user } = openPage(
    <TemplateEditor
      product={{ id: "prod_1", title: "Trademark" }}
      template={undefined}
      initial={initial}
      variants={[{ id: "variant_1", title: "Search" }]}
      onClose={onClose}
    />,
    { answers: { "GET /admin/service-task-kinds": { task_kinds: [] } } }
  )
  for (const name of ["Tiers", "Questions", "Tasks", "Routing", "General"])
    await user.click(screen.getByRole("tab", { name }))
  await user.keyboard("{Escape}")
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.click(screen.getByRole("button", { name: "Remove task First call" }))
  await user.keyboard("{Escape}")
  await user.click(await screen.findByRole("button", { name: "Keep editing" }))
  expect(onClose).toHaveBeenCalledTimes(1)
})

test("a task is moved with the keyboard, keeps the focus, and stays below the task it starts after", async () => {
  const { user } = open()
  const names = () => screen.getAllByRole<HTMLInputElement>("textbox", { name: "Task" }).map(({ value }) => value)
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  for (const name of ["Draft", "File"]) {
    await user.click(screen.getByRole("button", { name: "Add a task" }))
    await user.type(screen.getAllByRole("textbox", { name: "Task" }).at(-1)!, name)
  }
  // Each task can only start after an earlier one.
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("aria-checked"))).toHaveLength(3)
  await user.click(screen.getByRole("checkbox", { name: "Draft" }))
  const up = () => screen.getByRole("button", { name: "Move task File up" })
  expect(up().getAttribute("aria-disabled")).toBe("true")
  await user.click(screen.getByRole("checkbox", { name: "Draft" }))
  up().focus()
  await user.keyboard("{Enter}")
  expect(names()).toEqual(["First call", "File", "Draft"])
  expect(document.activeElement).toBe(up())
  expect(screen.getByText("File is now number 2 of 3")).toBeTruthy()
  await user.keyboard("{Enter}{Enter}")
  expect(names()).toEqual(["File", "First call", "Draft"])
})

test("a task and a question can be for one tier, and a tier includes another", async () => {
  const { user, sent } = openPage(
    <TemplateEditor
      product={{ id: "prod_1", title: "Trademark" }}
      template={undefined}
      initial={{ ...firstContent(["variant_1", "variant_2"]), short_description: "Your brand" }}
      variants={[
        { id: "variant_1", title: "Search" },
        { id: "variant_2", title: "Filing" },
      ]}
      onClose={() => undefined}
    />,
    {
      answers: {
        "GET /admin/service-task-kinds": { task_kinds: [] },
        "POST /admin/service-templates": refusal(400, "Not saved."),
      },
    }
  )
  await user.click(screen.getByRole("tab", { name: "Tiers" }))
  await user.click(screen.getAllByRole("combobox", { name: "Includes everything in" })[1]!)
  await user.click(await screen.findByRole("option", { name: "Search" }))
  await user.type(screen.getAllByRole("textbox", { name: "Duration" })[1]!, "9")
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.click(screen.getByRole("checkbox", { name: "Filing" }))
  await user.click(screen.getByRole("button", { name: "Publish" }))
  // "Search" is left without a task.
  expect(await screen.findByText("Some fields need attention")).toBeTruthy()
  expect(await screen.findByText("Add at least one task for this tier")).toBeTruthy()
  await user.click(screen.getByRole("tab", { name: "Tasks" }))
  await user.click(screen.getByRole("checkbox", { name: "Search" }))
  await user.click(screen.getByRole("button", { name: "Publish" }))
  await waitFor(() => expect(changesIn(sent)).toHaveLength(1))
  expect(changesIn(sent).at(0)?.body).toMatchObject({
    content: {
      tiers: [{ variant_id: "variant_1" }, { variant_id: "variant_2", includes: "variant_1", duration_days: 9 }],
      tasks: [{ tiers: ["variant_2", "variant_1"] }],
    },
  })
})

test("a question for files is sent with its kinds, size and number", async () => {
  const { user, sent } = open({ "POST /admin/service-templates": refusal(400, "Not saved.", {}) })
  await user.type(screen.getByRole("textbox", { name: "Short description" }), "Your visa")
  await user.click(screen.getByRole("tab", { name: "Questions" }))
  await user.click(screen.getByRole("button", { name: "Add a question" }))
  await user.type(screen.getByRole("textbox", { name: "Question" }), "Passport")
  await user.click(screen.getByRole("combobox", { name: "Answer type" }))
  await user.click(await screen.findByRole("option", { name: "Files" }))
  for (const kind of ["WebP", "HEIC", "Word"]) await user.click(screen.getByRole("checkbox", { name: kind }))
  await user.clear(screen.getByRole("textbox", { name: "Largest file" }))
  await user.type(screen.getByRole("textbox", { name: "Largest file" }), "2.5")
  await user.clear(screen.getByRole("textbox", { name: "Most files" }))
  await user.type(screen.getByRole("textbox", { name: "Most files" }), "1")
  await user.click(screen.getByRole("switch", { name: "Required" }))
  await user.click(screen.getByRole("button", { name: "Save as draft" }))
  await waitFor(() => expect(changesIn(sent)).toHaveLength(1))
  expect(changesIn(sent).at(0)?.body).toMatchObject({
    content: {
      questions: [
        {
          label: "Passport",
          type: "file",
          required: true,
          file: { kinds: ["pdf", "jpg", "png"], max_bytes: 2.5 * 1024 * 1024, max_files: 1 },
        },
      ],
    },
  })
})
