import type { TaskHand } from "../contracts/statuses"
import type { TaskKindOut, TaskPage } from "../contracts/tasks"

/** The kind of a task for which no kind was chosen. */
export const ORDINARY_TASK = "task"
/** The task that asks the customer for the answers missing at checkout. */
export const INTAKE_TASK = "intake"

/** What everyone sees of a kind of task. */
export type TaskKindFacts = {
  /** `task` and `intake` are built in; others are `<plugin>.<kind>`. */
  readonly key: string
  /** The label people see, for example "Document to sign". */
  readonly label: string
  /** Who may complete a task of this kind. Staff can always cancel one. */
  readonly doneBy: readonly TaskHand[]
  /** False: neither templates nor staff may choose it; the plugin makes its tasks. */
  readonly offered?: boolean
  /** Its own page. `:id` in a path becomes the service request's id, `:task_id` the task's. */
  readonly page?: {
    readonly label: string
    /** Below Admin, for example `/signatures/:task_id`. */
    readonly adminPath?: string
    /** Below the provider's portal. */
    readonly portalPath?: string
  }
}

export type TaskReader = "admin" | "portal"

/** A kind as the routes return it. */
export const toTaskKind = ({ key, label, doneBy }: TaskKindFacts): TaskKindOut => ({ key, label, done_by: [...doneBy] })

/** The page of a task that its reader may open; null when the kind has none for them. */
export const taskPage = (
  { page }: TaskKindFacts,
  task: { readonly id: string; readonly service_request_id: string },
  reader: TaskReader
): TaskPage | null => {
  const path = reader === "admin" ? page?.adminPath : page?.portalPath
  if (!page || path === undefined) return null
  const ids: Readonly<Record<string, string>> = { ":id": task.service_request_id, ":task_id": task.id }
  return { label: page.label, path: path.replace(/:(?:task_)?id(?![a-z_])/g, (name) => ids[name] ?? name) }
}

/**
 * The kind with that key. If its plugin was removed, nothing can check whether the task is done: then only staff may
 * complete it.
 */
export const taskKindOf = <Kind extends TaskKindFacts>(
  kinds: readonly Kind[],
  key: string | null
): Kind | TaskKindFacts => {
  const wanted = key ?? ORDINARY_TASK
  return kinds.find((kind) => kind.key === wanted) ?? { key: wanted, label: wanted, doneBy: ["staff"], offered: false }
}

/** Indexes of the chosen kinds that do not exist or can't be chosen. */
export const unknownKinds = (
  kinds: readonly TaskKindFacts[],
  chosen: readonly { readonly kind?: string | undefined }[]
): number[] =>
  chosen.flatMap(({ kind }, index) =>
    kind === undefined || kinds.some((known) => known.key === kind && known.offered !== false) ? [] : [index]
  )

export const UNKNOWN_KIND = "Choose one of the kinds of task"
