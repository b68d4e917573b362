import type { TemplateContent, TemplateQuestion, TemplateTask } from "@atrium/service-provisioning/contracts"

/** A tier of a demo service: its name, its price in each currency of the shop (major units), what it includes. */
export type DemoTier = { name: string; prices: { inr: number; usd: number; eur: number }; features: string[] }

/** A service of the demo as a firm would describe it; `contentOf` makes its template. */
export type DemoService = {
  handle: string
  title: string
  category: "accounting" | "legal" | "visa" | "agency"
  short: string
  description: string
  contactHours: number
  maxQuantity: number
  skills: string[]
  effortHours: number
  tiers: DemoTier[]
  questions: TemplateQuestion[]
  tasks: TemplateTask[]
}

type TaskOptions = { after?: string[]; hidden?: true }

const task =
  (holder: TemplateTask["holder"]) =>
  (
    key: string,
    days: number,
    name: string,
    description: string,
    { after = [], hidden }: TaskOptions = {}
  ): TemplateTask => ({
    key,
    name,
    description,
    due_in_days: days,
    visible_to_client: !hidden,
    depends_on: after,
    holder,
    metadata: {},
  })

/** A task of the firm, of the client, of an office outside: key, due working days, name, description, what comes first. */
export const ours = task("team")
export const clients = task("client")
export const theirs = task("authority")

type QuestionOptions = Pick<TemplateQuestion, "options" | "help" | "show_when"> & { optional?: true }

/** An intake question; required unless said otherwise. */
export const ask = (
  type: TemplateQuestion["type"],
  id: string,
  label: string,
  { optional, ...rest }: QuestionOptions = {}
): TemplateQuestion => ({ id, label, type, required: type !== "file" && !optional, ...rest })

/** The template of a service whose variants have these ids, in the order of its tiers. */
export const contentOf = (service: DemoService, variantIds: readonly string[], position: number): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: service.short,
  purchasable: true,
  active: true,
  max_quantity: service.maxQuantity,
  sort_order: position * 10,
  estimated_contact_hours: service.contactHours,
  tiers: variantIds.map((variant_id, index) => ({
    variant_id,
    features: service.tiers[index]?.features ?? [],
    sort_order: index,
    active: true,
  })),
  questions: service.questions,
  tasks: service.tasks,
  routing: { skills: service.skills, languages: ["en"], regions: [], effort_hours: service.effortHours },
})
