import { TemplateContent } from "../../../domain/template-content"
import type { Mistakes } from "./types"

/** Lists as typed may hold empty lines; nobody means those. */
const withoutEmptyLines = (content: TemplateContent): TemplateContent => {
  const filled = (lines: readonly string[]) => lines.map((line) => line.trim()).filter(Boolean)
  return {
    ...content,
    tiers: content.tiers.map((tier) => ({ ...tier, features: filled(tier.features) })),
    questions: content.questions.map((question) =>
      question.options ? { ...question, options: filled(question.options) } : question
    ),
    routing: {
      ...content.routing,
      skills: filled(content.routing.skills),
      languages: filled(content.routing.languages),
      regions: filled(content.routing.regions),
    },
  }
}

/** The content as it will be sent, or every mistake by its path; the server judges by the same schema. */
export const checkContent = (draft: TemplateContent): { content: TemplateContent } | { mistakes: Mistakes } => {
  const parsed = TemplateContent.safeParse(withoutEmptyLines(draft))
  if (parsed.success) return { content: parsed.data }
  const mistakes: Record<string, string> = {}
  for (const issue of parsed.error.issues) mistakes[issue.path.map(String).join(".")] ??= issue.message
  return { mistakes }
}

/** What a product that becomes a service starts with. */
export const firstContent = (variantIds: readonly string[]): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: "",
  purchasable: true,
  active: true,
  max_quantity: 1,
  sort_order: 100,
  estimated_contact_hours: 24,
  tiers: variantIds.map((variant_id, index) => ({ variant_id, features: [], sort_order: index, active: true })),
  questions: [],
  tasks: [
    {
      key: "first-call",
      name: "First call",
      description: "Go through what the client needs.",
      due_in_days: 1,
      visible_to_client: true,
      depends_on: [],
      holder: "team",
      metadata: {},
    },
  ],
  routing: { skills: [], languages: [], regions: [], effort_hours: 1 },
})
