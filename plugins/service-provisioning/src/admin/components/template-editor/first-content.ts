import { FIRST_TASK } from "../../../domain/first-task"
import type { TemplateContent } from "../../../domain/template-content"

/** Initial content of a new template. */
export const firstContent = (variantIds: readonly string[]): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: "",
  keywords: [],
  purchasable: true,
  active: true,
  max_quantity: 1,
  sort_order: 100,
  estimated_contact_hours: 24,
  tiers: variantIds.map((variant_id, index) => ({ variant_id, features: [], sort_order: index, active: true })),
  questions: [],
  tasks: [FIRST_TASK],
  routing: { skills: [], languages: [], regions: [], effort_hours: 1 },
})
