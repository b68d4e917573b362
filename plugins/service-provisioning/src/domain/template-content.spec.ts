import fc from "fast-check"

import { TemplateContent, type TemplateTask } from "./template-content"

const task = (key: string, depends_on: string[] = []): TemplateTask => ({
  key,
  name: `Task ${key}`,
  description: "",
  due_in_days: 1,
  visible_to_client: true,
  depends_on,
  holder: "team",
  metadata: {},
})

const content = (): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: "Your accounts, ready to file",
  purchasable: true,
  active: true,
  max_quantity: 5,
  sort_order: 10,
  estimated_contact_hours: 8,
  tiers: [{ variant_id: "variant_basic", features: ["One year"], sort_order: 0, active: true }],
  questions: [
    { id: "entity", label: "What is it?", type: "choice", required: true, options: ["Company", "Partnership"] },
    {
      id: "number",
      label: "Number",
      type: "text",
      required: true,
      show_when: { question_id: "entity", equals: "Company" },
    },
  ],
  tasks: [task("collect"), task("prepare", ["collect"])],
  routing: { skills: ["accounting"], languages: ["en"], regions: [], effort_hours: 4 },
})

const mistakes = (value: unknown) => {
  const result = TemplateContent.safeParse(value)
  return result.success
    ? {}
    : Object.fromEntries(result.error.issues.map((issue) => [issue.path.join("."), issue.message]))
}

describe("template content", () => {
  it("accepts a complete template unchanged", () => {
    expect(TemplateContent.parse(content())).toEqual(content())
  })

  it("names every mistake at once", () => {
    const broken = { ...content(), short_description: "", max_quantity: 0, sort_order: "first" as unknown as number }
    const tier = broken.tiers[0]
    if (tier) broken.tiers.push(tier)
    broken.questions = [
      { id: "a", label: "A", type: "choice", required: true, options: ["Only one"] },
      { id: "a", label: "B", type: "text", required: false, options: ["No choice", "here"] },
      { id: "c", label: "C", type: "text", required: false, show_when: { question_id: "d", equals: "x" } },
      { id: "e", label: "E", type: "file", required: true, file: { kinds: [], max_bytes: 1, max_files: 99 } },
      {
        id: "f",
        label: "F",
        type: "text",
        required: true,
        file: { kinds: ["pdf"], max_bytes: 1_000_000, max_files: 1 },
      },
    ]
    broken.tasks = [
      task("one", ["missing"]),
      task("one"),
      task("two", ["three"]),
      task("three", ["two"]),
      task("four", ["three"]),
    ]
    expect(Object.keys(mistakes(broken)).sort()).toEqual([
      "max_quantity",
      "questions.0.options",
      "questions.1.id",
      "questions.1.options",
      "questions.2.show_when.question_id",
      "questions.3.file.kinds",
      "questions.3.file.max_bytes",
      "questions.3.file.max_files",
      "questions.4.file",
      "short_description",
      "sort_order",
      "tasks.0.depends_on.0",
      "tasks.1.key",
      "tasks.2.depends_on",
      "tasks.3.depends_on",
      "tiers.1.variant_id",
    ])
  })

  it("refuses a condition on an answer that the question does not offer", () => {
    const broken = content()
    const question = broken.questions[1]
    if (question) question.show_when = { question_id: "entity", equals: "Charity" }
    expect(mistakes(broken)).toEqual({ "questions.1.show_when.equals": "Choose one of that question's options" })
  })

  it("refuses tiers that the service does not have, tiers without a task, and inclusions that lead back", () => {
    const tier = (variant_id: string, part = {}) => ({ variant_id, features: [], sort_order: 0, active: true, ...part })
    const broken = {
      ...content(),
      max_quantity: "many",
      tiers: [tier("a", { includes: "b" }), tier("b", { includes: "a" }), tier("c", { includes: "gone" })],
      questions: [
        { id: "one", label: "One", type: "text", required: true, tiers: ["a"] },
        // Of "b" it would never be asked.
        { id: "two", label: "Two", type: "text", required: true, show_when: { question_id: "one", equals: "x" } },
      ],
      tasks: [
        { ...task("first"), tiers: ["a", "gone"] },
        { ...task("second"), tiers: ["c"] },
      ],
    }
    const loop = "A tier can't include itself, directly or through others"
    expect(mistakes(broken)).toEqual({
      max_quantity: "Enter a number",
      "tiers.0.includes": loop,
      "tiers.1.includes": loop,
      "tiers.2.includes": "The service has no such tier",
      "tasks.0.tiers.1": "The service has no such tier",
      "tiers.1.variant_id": "Add at least one task for this tier",
      "questions.1.show_when.question_id": "Refer to a question that is asked for all of this question's tiers",
    })
    const fixed = {
      ...broken,
      max_quantity: 1,
      tiers: [tier("a"), tier("b", { includes: "a", duration_days: 3 }), tier("c", { includes: "b" })],
      questions: broken.questions.map((question) => ({ ...question, tiers: ["a"] })),
      tasks: [
        { ...task("first"), tiers: ["a", "b"] },
        { ...task("second"), tiers: ["c"] },
      ],
    }
    expect(mistakes(fixed)).toEqual({})
  })

  it.each([0, 101, 1.5, "5", null])("refuses %p as the most units of a purchase", (max_quantity) => {
    expect(mistakes({ ...content(), max_quantity })).toHaveProperty("max_quantity")
  })

  it("refuses fields it does not know", () => {
    expect(TemplateContent.safeParse({ ...content(), price: 1 }).success).toBe(false)
  })

  it("accepts every task graph without a cycle and refuses every one with a cycle", () => {
    const graph = fc.integer({ min: 2, max: 12 }).chain((size) =>
      fc.record({
        edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 30 }),
        size: fc.constant(size),
      })
    )
    fc.assert(
      fc.property(graph, fc.boolean(), ({ size, edges }, closed) => {
        const forward = edges.filter(([from, to]) => from > to)
        const all = closed ? [...forward, [1, 0] as const, [0, 1] as const] : forward
        const tasks = Array.from({ length: size }, (_, at) =>
          task(`t${at}`, [...new Set(all.filter(([from]) => from === at).map(([, to]) => `t${to}`))])
        )
        expect(TemplateContent.safeParse({ ...content(), tasks }).success).toBe(!closed)
      }),
      { numRuns: 200 }
    )
  })
})
