import { commonErrors, idText, orderQuery, pageQuery, type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

import { TemplateContent } from "../domain/template-content"

import { TaskKindOut } from "./tasks"

export {
  QUESTION_TYPES,
  TemplateContent,
  TemplateQuestion,
  TemplateTask,
  TemplateTier,
  type QuestionType,
} from "../domain/template-content"

/** Payload of both: `{ id, product_id }` of the template. */
export const SERVICE_TEMPLATE_CREATED = "service-template.created"
export const SERVICE_TEMPLATE_UPDATED = "service-template.updated"

const moment = z.iso.datetime({ error: "Send the timestamp exactly as it was returned" })

/** One version of a template; never changes. */
export const TemplateVersionOut = z.strictObject({
  id: z.string(),
  number: z.number().int(),
  content: TemplateContent,
  /** Id of the staff member or API key that made it; null: the shop itself. */
  created_by: z.string().nullable(),
  created_at: moment,
  /** True for the version that purchases are sold with now. */
  current: z.boolean(),
})
export type TemplateVersionOut = z.infer<typeof TemplateVersionOut>

export const ServiceTemplateOut = z.strictObject({
  id: z.string(),
  product_id: z.string(),
  /** Null when the product was deleted. */
  product: z.strictObject({ id: z.string(), title: z.string(), handle: z.string(), status: z.string() }).nullable(),
  /** Null until a version is published. */
  current_version: TemplateVersionOut.nullable(),
  latest_version: TemplateVersionOut,
  created_at: moment,
  updated_at: moment,
})
export type ServiceTemplateOut = z.infer<typeof ServiceTemplateOut>

export const ListServiceTemplates = z.strictObject({
  ...pageQuery,
  order: orderQuery(["updated_at", "created_at"], "-updated_at"),
  /** Searches the product's title and handle. */
  q: safeText({ max: 200 }).optional(),
  product_id: idText.optional(),
})
export type ListServiceTemplates = z.infer<typeof ListServiceTemplates>

const publish = z.boolean({ error: "Choose true or false" }).default(false)
/** The template's `updated_at` as it was loaded; `stale_version` if it has changed since. */
const seen = moment.optional()

export const CreateServiceTemplate = z.strictObject({ product_id: idText, content: TemplateContent, publish })
export type CreateServiceTemplate = z.infer<typeof CreateServiceTemplate>

/** The whole content: it becomes the next version. */
export const UpdateServiceTemplate = z.strictObject({ content: TemplateContent, publish, updated_at: seen })
export type UpdateServiceTemplate = z.infer<typeof UpdateServiceTemplate>

export const PublishServiceTemplate = z.strictObject({
  /** Number of the version; the latest by default. */
  number: z.number({ error: "Enter the version's number" }).int().min(1).max(2_147_483_647).optional(),
  updated_at: seen,
})
export type PublishServiceTemplate = z.infer<typeof PublishServiceTemplate>

const params = z.strictObject({ id: idText })
const one = z.strictObject({ service_template: ServiceTemplateOut })
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

export const templateRoutes = {
  "GET /admin/service-task-kinds": {
    ...staff,
    summary: "Kinds of task that templates and staff may choose",
    permission: "service-templates:read",
    query: z.strictObject({}),
    response: { 200: z.strictObject({ task_kinds: z.array(TaskKindOut) }) },
    errors: [],
  },
  "GET /admin/service-templates": {
    ...staff,
    summary: "Service templates, newest change first",
    query: ListServiceTemplates,
    response: {
      200: z.strictObject({
        service_templates: z.array(ServiceTemplateOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "POST /admin/service-templates": {
    ...staff,
    summary: "Create a product's service template",
    body: CreateServiceTemplate,
    response: { 201: one },
    errors: commonErrors.codes("conflict"),
  },
  "GET /admin/service-templates/:id": {
    ...staff,
    summary: "One service template with its current and its latest version",
    params,
    response: { 200: one },
    errors: [],
  },
  "POST /admin/service-templates/:id": {
    ...staff,
    summary: "Change a template: adds the next version, as a draft unless `publish` is set",
    params,
    body: UpdateServiceTemplate,
    response: { 200: one },
    errors: commonErrors.codes("stale_version"),
  },
  "GET /admin/service-templates/:id/versions": {
    ...staff,
    summary: "Every version of a template, newest first",
    params,
    query: z.strictObject({ order: orderQuery(["number", "created_at"], "-number"), ...pageQuery }),
    response: {
      200: z.strictObject({
        versions: z.array(TemplateVersionOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "POST /admin/service-templates/:id/publish": {
    ...staff,
    summary: "Sell a version from now on; purchases made before keep theirs",
    params,
    body: PublishServiceTemplate,
    response: { 200: one },
    errors: commonErrors.codes("stale_version"),
  },
} as const satisfies Record<string, RouteSpec>
