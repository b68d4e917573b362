/** A path inside a list of a template and an error sentence. */
export type TemplateMistake = { readonly path: ReadonlyArray<string | number>; readonly message: string }

type Tier = { readonly variant_id: string; readonly includes?: string | null | undefined }
type Question = {
  readonly id: string
  readonly type: string
  readonly options?: readonly string[] | undefined
  readonly file?: unknown
  readonly show_when?: { readonly question_id: string; readonly equals: string } | undefined
}
type Task = { readonly key: string; readonly depends_on: readonly string[] }

const UNKNOWN_TIER = "The service has no such tier"

const isChoice = (type: string) => type === "choice" || type === "multi_choice"

const repeated = <T>(items: readonly T[], keyOf: (item: T) => string): number[] => {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}

/** True when following `includes` from this tier leads back to it. */
const includesItself = (tiers: readonly Tier[], { variant_id: own }: Tier): boolean => {
  const includedBy = new Map(tiers.map((tier) => [tier.variant_id, tier.includes]))
  const seen = new Set<string>()
  for (let id = includedBy.get(own); id && !seen.has(id); id = includedBy.get(id)) {
    if (id === own) return true
    seen.add(id)
  }
  return false
}

const inclusionMistakes = (tiers: readonly Tier[], index: number): TemplateMistake[] => {
  const tier = tiers[index]
  if (!tier?.includes) return []
  const path = [index, "includes"]
  if (!tiers.some(({ variant_id: id }) => id === tier.includes)) return [{ path, message: UNKNOWN_TIER }]
  return includesItself(tiers, tier)
    ? [{ path, message: "A tier can't include itself, directly or through others" }]
    : []
}

/** A variant is one tier, and includes another one at most. */
export const tierMistakes = (tiers: readonly Tier[]): TemplateMistake[] => [
  ...repeated(tiers, (tier) => tier.variant_id).map((index) => ({
    path: [index, "variant_id"],
    message: "This tier is listed twice",
  })),
  ...tiers.flatMap((_tier, index) => inclusionMistakes(tiers, index)),
]

const optionMistakes = (question: Question, index: number): TemplateMistake[] => {
  const path = [index, "options"]
  const options = question.options ?? []
  if (!isChoice(question.type))
    return options.length ? [{ path, message: "Only questions with a choice have options" }] : []
  if (options.length < 2) return [{ path, message: "Add at least two options" }]
  return repeated(options, (option) => option).map((at) => ({
    path: [...path, at],
    message: "This option is listed twice",
  }))
}

const conditionMistakes = (questions: readonly Question[], index: number): TemplateMistake[] => {
  const condition = questions[index]?.show_when
  if (!condition) return []
  const path = [index, "show_when"]
  const earlier = questions.slice(0, index).find((question) => question.id === condition.question_id)
  if (!earlier) return [{ path: [...path, "question_id"], message: "Refer to an earlier question" }]
  if (isChoice(earlier.type) && !earlier.options?.includes(condition.equals))
    return [{ path: [...path, "equals"], message: "Choose one of that question's options" }]
  return []
}

const fileMistakes = ({ type, file }: Question, index: number): TemplateMistake[] =>
  file && type !== "file" ? [{ path: [index, "file"], message: "Only questions for files have a rule for files" }] : []

/** Ids are unique, choices have options, conditions look back, only questions for files have a rule for them. */
export const questionMistakes = (questions: readonly Question[]): TemplateMistake[] => [
  ...questions.flatMap(fileMistakes),
  ...repeated(questions, (question) => question.id).map((index) => ({
    path: [index, "id"],
    message: "Another question already has this id",
  })),
  ...questions.flatMap((question, index) => [
    ...optionMistakes(question, index),
    ...conditionMistakes(questions, index),
  ]),
]

/** Keys of tasks that depend on themselves, directly or through others. */
const keysInCycles = (tasks: readonly Task[]): Set<string> => {
  const left = new Map(tasks.map((task) => [task.key, task.depends_on]))
  const waitsForNobody = (key: string) => !left.get(key)?.some((other) => left.has(other))
  const nobodyWaitsFor = (key: string) => ![...left.values()].some((dependencies) => dependencies.includes(key))
  // Tasks that can be removed from either end are not part of a cycle.
  for (let before = -1; before !== left.size;) {
    before = left.size
    for (const key of [...left.keys()]) if (waitsForNobody(key) || nobodyWaitsFor(key)) left.delete(key)
  }
  return new Set(left.keys())
}

/** Keys are unique, dependencies exist and have no cycles. */
export const taskMistakes = (tasks: readonly Task[]): TemplateMistake[] => {
  const keys = new Set(tasks.map((task) => task.key))
  const stuck = keysInCycles(tasks)
  return [
    ...repeated(tasks, (task) => task.key).map((index) => ({
      path: [index, "key"],
      message: "Another task already has this key",
    })),
    ...tasks.flatMap((task, index) => [
      ...task.depends_on.flatMap((key, at) =>
        keys.has(key) ? [] : [{ path: [index, "depends_on", at], message: "There is no task with this key" }]
      ),
      ...(stuck.has(task.key) ? [{ path: [index, "depends_on"], message: "These tasks depend on each other" }] : []),
    ]),
  ]
}

type ForTiers = { readonly tiers?: readonly string[] | undefined }
type TierReferences = {
  readonly tiers: readonly Tier[]
  readonly questions: readonly (ForTiers & {
    readonly id: string
    readonly show_when?: { readonly question_id: string } | undefined
  })[]
  readonly tasks: readonly ForTiers[]
}

/** Whether something of a template is for a tier: it names none, or names this one. */
export const isForTier = ({ tiers }: ForTiers, tierId: string): boolean => !tiers?.length || tiers.includes(tierId)

const tierNameMistakes = (list: "questions" | "tasks", { tiers, ...content }: TierReferences): TemplateMistake[] =>
  content[list].flatMap((each, index) =>
    (each.tiers ?? []).flatMap((id, at) =>
      tiers.some(({ variant_id }) => variant_id === id)
        ? []
        : [{ path: [list, index, "tiers", at], message: UNKNOWN_TIER }]
    )
  )

// Otherwise a tier would never be asked the question.
const conditionTierMistakes = ({ tiers, questions }: TierReferences): TemplateMistake[] =>
  questions.flatMap((question, index) => {
    const other = questions.find(({ id }) => id === question.show_when?.question_id)
    return !other || tiers.every(({ variant_id: id }) => !isForTier(question, id) || isForTier(other, id))
      ? []
      : [
          {
            path: ["questions", index, "show_when", "question_id"],
            message: "Refer to a question that is asked for all of this question's tiers",
          },
        ]
  })

/** Questions and tasks name tiers of the service, conditions stay within a tier, each tier has a task. */
export const tierReferenceMistakes = (content: TierReferences): TemplateMistake[] => [
  ...tierNameMistakes("questions", content),
  ...tierNameMistakes("tasks", content),
  ...conditionTierMistakes(content),
  ...content.tiers.flatMap(({ variant_id: id }, index) =>
    !content.tasks.length || content.tasks.some((task) => isForTier(task, id))
      ? []
      : [{ path: ["tiers", index, "variant_id"], message: "Add at least one task for this tier" }]
  ),
]
