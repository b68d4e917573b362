import type { TemplateTask } from "./template-content"
import type { TierContent } from "./tier-content"

export type TemplateStep = { name: string; duration_days: number }

/**
 * What a client sees of the work, in the order it is done: the tasks shown to clients, each with its own working days,
 * which are the days between the last thing it waits for (shown or not) and its due date.
 */
export const stepsOf = (tasks: readonly TemplateTask[]): TemplateStep[] => {
  const dueOf = new Map(tasks.map((task) => [task.key, task.due_in_days]))
  return tasks
    .filter((task) => task.visible_to_client)
    .map((task, position) => ({ task, position }))
    .sort((one, other) => one.task.due_in_days - other.task.due_in_days || one.position - other.position)
    .map(({ task }) => {
      const begins = Math.max(0, ...task.depends_on.map((key) => dueOf.get(key) ?? 0))
      return { name: task.name, duration_days: Math.max(0, task.due_in_days - begins) }
    })
}

/** The working days promised for a tier, else until the last step that clients see; null when they see none. */
export const durationOf = ({ tasks, durationDays }: Omit<TierContent, "questions">): number | null => {
  if (durationDays !== undefined) return durationDays
  const shown = tasks.filter((task) => task.visible_to_client)
  return shown.length ? Math.max(...shown.map((task) => task.due_in_days)) : null
}
