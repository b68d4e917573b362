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
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("data-state"))).toEqual([
    "unchecked",
    "unchecked",
  ])
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
