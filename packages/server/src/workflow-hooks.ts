import { type WorkflowDefinition, WorkflowManager } from "@medusajs/framework/orchestration"
import { z } from "zod"

// Medusa exports the registry of workflows without a type.
const Registry = z.custom<{ getWorkflow(id: string): WorkflowDefinition | undefined }>(
  (value) => (typeof value === "object" || typeof value === "function") && value !== null && "getWorkflow" in value
)
const registry = Registry.parse(WorkflowManager)

/**
 * Returns a function that says whether these hooks of a workflow still have no handler. Call it where the workflow has
 * just been defined, before any plugin adds a handler.
 */
export const unhandledHooks = (workflowId: string, hooks: readonly string[]): (() => boolean) => {
  const handlerOf = (hook: string) => registry.getWorkflow(workflowId)?.handlers_.get(hook)
  const first = new Map(hooks.map((hook) => [hook, handlerOf(hook)]))
  return () => hooks.every((hook) => handlerOf(hook) === first.get(hook))
}
