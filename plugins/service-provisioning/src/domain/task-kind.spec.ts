import { ORDINARY_TASK, type TaskKindFacts, taskKindOf, taskPage, unknownKinds } from "./task-kind"

const plain: TaskKindFacts = { key: ORDINARY_TASK, label: "Task", doneBy: ["staff", "customer", "provider"] }
const signature: TaskKindFacts = {
  key: "acme.signature",
  label: "Document to sign",
  doneBy: ["staff"],
  page: { label: "Open the document", adminPath: "/signatures/:task_id?request=:id" },
}
const internal: TaskKindFacts = { key: "acme.internal", label: "Internal", doneBy: ["staff"], offered: false }
const kinds = [plain, signature, internal]

it("a task without a kind is an ordinary task", () => expect(taskKindOf(kinds, null)).toBe(plain))

it("only staff can complete a task whose plugin was removed", () =>
  expect(taskKindOf(kinds, "gone.kind")).toMatchObject({ key: "gone.kind", doneBy: ["staff"] }))

it("a page is linked for the readers it has a path for, with the ids of request and task", () => {
  const task = { id: "srtask_1", service_request_id: "sreq_1" }
  expect(taskPage(signature, task, "admin")).toEqual({
    label: "Open the document",
    path: "/signatures/srtask_1?request=sreq_1",
  })
  expect(taskPage(signature, task, "portal")).toBeNull()
  expect(taskPage(plain, task, "admin")).toBeNull()
})

it("kinds that are unknown or not selectable can't be chosen", () =>
  expect(unknownKinds(kinds, [{}, { kind: "task" }, { kind: "gone" }, { kind: "acme.internal" }])).toEqual([2, 3]))
