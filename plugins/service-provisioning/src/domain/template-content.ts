import { FileRuleInput } from "@atrium/documents/contracts"
import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { taskKindText } from "../contracts/tasks"
import {
  questionMistakes,
  taskMistakes,
  type TemplateMistake,
  tierMistakes,
  tierReferenceMistakes,
} from "./template-rules"

/** Kinds of intake question. */
export const QUESTION_TYPES = ["text", "long_text", "choice", "multi_choice", "date", "number", "file"] as const
export type QuestionType = (typeof QUESTION_TYPES)[number]

/** Question types whose answer is picked from `options`. */
export const CHOICE_TYPES: readonly QuestionType[] = ["choice", "multi_choice"]

/** Who must act on an open task. */
export const TASK_HOLDERS = ["team", "client", "authority"] as const
export type TaskHolder = (typeof TASK_HOLDERS)[number]

const slug = (what: string) =>
  z
    .string({ error: `Enter ${what}` })
    .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "Use lowercase letters, digits, - and _")
    .max(64, "Use at most 64 characters")

const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Enter ${min} or more`)
    .max(max, `Enter ${max} or less`)

const line = (max: number, required: string) => safeText({ min: 1, max, required })
const words = z.array(line(64, "Enter a word")).max(50, "Use at most 50 entries")

/** The tiers something is for, by variant id; empty or left out: every tier. */
const tierIds = z.array(idText).max(20, "Use at most 20 tiers").optional()

export const TemplateTier = z.strictObject({
  variant_id: idText,
  features: z.array(line(200, "Enter the feature")).max(30, "Use at most 30 features"),
  sort_order: wholeNumber(0, 9999),
  active: z.boolean(),
  /** Variant id of the tier whose features this one has as well. */
  includes: idText.nullable().optional(),
  /** Working days promised to the client; left out or null: until the last task the client sees. */
  duration_days: wholeNumber(0, 400).nullable().optional(),
})
export type TemplateTier = z.infer<typeof TemplateTier>

export const TemplateQuestion = z.strictObject({
  id: slug("the question's id"),
  label: line(200, "Enter the question"),
  type: z.enum(QUESTION_TYPES, { error: "Choose one of the question types" }),
  required: z.boolean(),
  options: z.array(line(120, "Enter the option")).max(50, "Use at most 50 options").optional(),
  /** Blank means none. */
  help: safeText({ max: 500 })
    .transform((help) => help || undefined)
    .optional(),
  /** The question is asked only when an earlier one has this answer (for several choices: contains it). */
  show_when: z
    .strictObject({ question_id: slug("the question's id"), equals: line(200, "Enter the answer") })
    .optional(),
  tiers: tierIds,
  /** Of a question for files: kinds, size and number; left out: the usual kinds, up to 5 files of 10 MB. */
  file: FileRuleInput.optional(),
})
export type TemplateQuestion = z.infer<typeof TemplateQuestion>

export const TemplateTask = z.strictObject({
  key: slug("the task's key"),
  name: line(200, "Enter the task's name"),
  description: safeText({ max: 2000, multiline: true }),
  /** Working days after the purchase. */
  due_in_days: wholeNumber(0, 400),
  visible_to_client: z.boolean(),
  /** Keys of tasks that must be done first. */
  depends_on: z.array(slug("the task's key")).max(50, "Use at most 50 dependencies"),
  holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }),
  metadata: z.record(z.string().max(64), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])),
  /** Key of its kind; an ordinary task without one. */
  kind: taskKindText.optional(),
  tiers: tierIds,
})
export type TemplateTask = z.infer<typeof TemplateTask>

// On the lists, not on the whole content, so that a mistake elsewhere does not hide these.
const mistakesBy =
  <T>(find: (items: T) => TemplateMistake[]) =>
  (items: T, context: z.RefinementCtx) => {
    for (const { path, message } of find(items)) context.addIssue({ code: "custom", path: [...path], message })
  }

const TierReferences = z.object({
  tiers: z.array(z.object({ variant_id: z.string() })),
  questions: z.array(
    z.object({
      id: z.string(),
      tiers: z.array(z.string()).optional(),
      show_when: z.object({ question_id: z.string() }).optional(),
    })
  ),
  tasks: z.array(z.object({ tiers: z.array(z.string()).optional() })),
})

// Involves several lists. Runs whatever else is wrong, unless the lists themselves cannot be read.
const tierReferences = z.superRefine<unknown>((content, context) => {
  const read = TierReferences.safeParse(content)
  if (read.success) mistakesBy(tierReferenceMistakes)(read.data, context)
})
tierReferences._zod.def.when = () => true

/**
 * What a purchase of a service provisions: one version of a service template. Every rule is checked
 * each time, so that an editor sees all mistakes at once.
 */
export const TemplateContent = z
  .strictObject({
    /** Replaces the product's title; null: the product's own. */
    store_title: line(120, "Enter the title").nullable(),
    store_description: safeText({ min: 1, max: 5000, multiline: true, required: "Enter the description" }).nullable(),
    short_description: line(200, "Enter a short description"),
    /** Other words that customers search for: the catalog's search finds the service by them, too. */
    keywords: words.optional(),
    /** False: still shown to staff, but can't be bought. */
    purchasable: z.boolean(),
    active: z.boolean(),
    /** Maximum units in one purchase. */
    max_quantity: wholeNumber(1, 100),
    sort_order: wholeNumber(0, 9999),
    /** Working hours until the client is contacted. */
    estimated_contact_hours: wholeNumber(1, 240),
    tiers: z
      .array(TemplateTier)
      .min(1, "Add at least one tier")
      .max(20, "Use at most 20 tiers")
      .superRefine(mistakesBy(tierMistakes)),
    questions: z.array(TemplateQuestion).max(50, "Use at most 50 questions").superRefine(mistakesBy(questionMistakes)),
    tasks: z
      .array(TemplateTask)
      .min(1, "Add at least one task")
      .max(100, "Use at most 100 tasks")
      .superRefine(mistakesBy(taskMistakes)),
    /** What a provider needs to have; read by provider assignment. */
    routing: z.strictObject({
      skills: words,
      languages: words,
      regions: words,
      effort_hours: z.number({ error: "Enter a number" }).min(0, "Enter 0 or more").max(2000, "Use at most 2000"),
    }),
  })
  .check(tierReferences)
export type TemplateContent = z.infer<typeof TemplateContent>

/** A question as stored with a version or a request, whatever rules applied then. */
export const StoredQuestion = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(QUESTION_TYPES),
  required: z.boolean(),
  options: z.array(z.string()).optional(),
  help: z.string().optional(),
  show_when: z.object({ question_id: z.string(), equals: z.string() }).optional(),
  tiers: z.array(z.string()).optional(),
  file: FileRuleInput.optional(),
})

/**
 * Content of a version as it is stored: versions never change, so a rule that was added later must not make an old one
 * unreadable.
 */
export const StoredTemplateContent = z.object({
  ...TemplateContent.shape,
  tiers: z.array(
    z.object({
      variant_id: z.string(),
      features: z.array(z.string()),
      sort_order: z.number(),
      active: z.boolean(),
      includes: z.string().nullable().optional(),
      duration_days: z.number().nullable().optional(),
    })
  ),
  questions: z.array(StoredQuestion),
  tasks: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      description: z.string(),
      due_in_days: z.number(),
      visible_to_client: z.boolean(),
      depends_on: z.array(z.string()),
      holder: z.enum(TASK_HOLDERS),
      metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      kind: z.string().optional(),
      tiers: z.array(z.string()).optional(),
    })
  ),
})
