import type { TemplateContent, TemplateQuestion, TemplateTask } from "@atrium/service-provisioning/contracts"

/** A tier of a demo service: its name, its price in each currency of the shop (major units), what it has. */
export type DemoTier = {
  name: string
  prices: { inr: number; usd: number; eur: number }
  /** Name of the tier whose features this one has as well. */
  includes?: string
  features: string[]
}

/** Questions and tasks name their tiers, where they are not for all of them. */
type DemoQuestion = TemplateQuestion
type DemoTask = TemplateTask

/** A service of the demo as a firm would describe it; `contentOf` makes its template. */
export type DemoService = {
  handle: string
  title: string
  category: "accounting" | "legal" | "visa" | "agency"
  short: string
  keywords: string[]
  description: string
  contactHours: number
  maxQuantity: number
  skills: string[]
  effortHours: number
  tiers: DemoTier[]
  questions: DemoQuestion[]
  tasks: DemoTask[]
}

type TaskOptions = { after?: string[]; hidden?: true; tiers?: string[] }

const task =
  (holder: TemplateTask["holder"]) =>
  (
    key: string,
    days: number,
    name: string,
    description: string,
    { after = [], hidden, tiers = [] }: TaskOptions = {}
  ): DemoTask => ({
    key,
    name,
    description,
    due_in_days: days,
    visible_to_client: !hidden,
    depends_on: after,
    holder,
    metadata: {},
    tiers,
  })

/** A task of the firm, of the client, of an office outside: key, due working days, name, description, what comes first. */
export const ours = task("team")
export const clients = task("client")
export const theirs = task("authority")

type QuestionOptions = Pick<DemoQuestion, "options" | "help" | "show_when" | "tiers"> & { optional?: true }

/** An intake question; required unless said otherwise. */
export const ask = (
  type: TemplateQuestion["type"],
  id: string,
  label: string,
  { optional, ...rest }: QuestionOptions = {}
): DemoQuestion => ({ id, label, type, required: type !== "file" && !optional, ...rest })

const tierIdIn =
  ({ handle, tiers }: DemoService, variantIds: readonly string[]) =>
  (name: string): string => {
    const id = variantIds[tiers.findIndex((tier) => tier.name === name)]
    if (!id) throw new Error(`${handle} has no tier ${name}`)
    return id
  }

/** The template of a service whose variants have these ids, in the order of its tiers. */
export const contentOf = (service: DemoService, variantIds: readonly string[], position: number): TemplateContent => {
  const tierId = tierIdIn(service, variantIds)
  const forTiers = <T extends { tiers?: string[] | undefined }>({ tiers, ...rest }: T) => ({
    ...rest,
    ...(tiers?.length ? { tiers: tiers.map(tierId) } : {}),
  })
  return {
    store_title: null,
    store_description: null,
    short_description: service.short,
    keywords: service.keywords,
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
      ...(service.tiers[index]?.includes ? { includes: tierId(service.tiers[index].includes) } : {}),
    })),
    questions: service.questions.map(forTiers),
    tasks: service.tasks.map(forTiers),
    routing: { skills: service.skills, languages: ["en"], regions: [], effort_hours: service.effortHours },
  }
}
