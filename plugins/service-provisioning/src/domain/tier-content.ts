import { type IntakeAnswers, questionsForTier } from "../contracts/intake"
import type { TemplateContent } from "./template-content"
import { isForTier } from "./template-rules"

type Content = Pick<TemplateContent, "tiers" | "questions" | "tasks">
type Task = TemplateContent["tasks"][number]

/**
 * The tasks of one tier. What depends on a task of other tiers alone waits for that task's own dependencies instead, so
 * the order of the remaining work stays as it was.
 */
const tasksOf = (tasks: readonly Task[], tierId: string): Task[] => {
  const byKey = new Map(tasks.map((task) => [task.key, task]))
  const own = tasks.filter((task) => isForTier(task, tierId))
  const ownKeys = new Set(own.map(({ key }) => key))
  if (own.length === tasks.length) return own
  const reachable = (keys: readonly string[], seen: Set<string>): string[] =>
    keys.flatMap((key) => {
      if (seen.has(key)) return []
      seen.add(key)
      return ownKeys.has(key) ? [key] : reachable(byKey.get(key)?.depends_on ?? [], seen)
    })
  return own.map((task) => ({ ...task, depends_on: reachable(task.depends_on, new Set()) }))
}

const withoutTiers = <T extends { tiers?: string[] | undefined }>({ tiers: _tiers, ...rest }: T) => rest

/** The questions a tier asks; of a variant that the version does not list, all. */
export const questionsOfTier = (content: Omit<Content, "tasks">, tierId: string): Content["questions"] => {
  const isListed = content.tiers.some(({ variant_id: id }) => id === tierId)
  return (isListed ? questionsForTier(content.questions, tierId) : content.questions).map(withoutTiers)
}

/**
 * The answers without those to questions that only other tiers ask: a page may ask every question of a service, as it may
 * send answers to questions whose condition is not met. Answers to unknown questions stay, to be refused.
 */
export const answersForTier = (
  content: Omit<Content, "tasks">,
  tierId: string,
  answers: IntakeAnswers
): IntakeAnswers => {
  const asked = new Set(questionsOfTier(content, tierId).map(({ id }) => id))
  const others = new Set(content.questions.flatMap(({ id }) => (asked.has(id) ? [] : [id])))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !others.has(id)))
}

/** What one tier of a template asks and does. */
export type TierContent = Pick<Content, "questions" | "tasks"> & {
  /** Promised working days; undefined: the tasks decide. */
  readonly durationDays: number | undefined
}

/**
 * What a tier asks and does. A variant that the version does not list gets everything: too much work is better than less
 * than was paid for.
 */
export const contentOfTier = (content: Content, tierId: string): TierContent => {
  const tier = content.tiers.find(({ variant_id: id }) => id === tierId)
  return {
    questions: questionsOfTier(content, tierId),
    tasks: tier ? tasksOf(content.tasks, tierId) : content.tasks,
    durationDays: tier?.duration_days ?? undefined,
  }
}

type Tier = Content["tiers"][number]

/**
 * What a tier's offer says it has: its own features, and the tier on sale that it includes. Features of an included tier
 * that is not on sale are listed as its own.
 */
export const offeredFeatures = (
  tiers: readonly Tier[],
  tier: Tier,
  isOnSale: (tierId: string) => boolean
): { features: readonly string[]; includes: string | null } => {
  const features: (readonly string[])[] = [tier.features]
  const seen = new Set([tier.variant_id])
  for (let id = tier.includes; id && !seen.has(id);) {
    if (isOnSale(id)) return { features: features.flat(), includes: id }
    seen.add(id)
    const included = tiers.find(({ variant_id }) => variant_id === id)
    features.unshift(included?.features ?? [])
    id = included?.includes
  }
  return { features: [...new Set(features.flat())], includes: null }
}
