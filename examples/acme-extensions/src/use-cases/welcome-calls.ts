import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { TaskKind } from "@atrium/service-provisioning/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { acmeErrors, type WelcomeCallView } from "../contracts"
import { findWelcomeCall, saveWelcomeCall } from "../data/welcome-calls"

/** A task with its own page. It can be completed once the page has a summary. */
export const welcomeCall: TaskKind = {
  key: "acme.welcome-call",
  label: "Welcome call",
  doneBy: ["staff", "provider"],
  page: { label: "Write summary", adminPath: "/welcome-calls/:task_id" },
  validate: async (trx, { task }) => {
    if (!(await findWelcomeCall(trx, task.id))) throw acmeErrors.fail("call_summary_required")
  },
}

const requireTask = async (container: MedusaContainer, id: string): Promise<void> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "service_request_task", fields: ["id"], filters: { id, kind: welcomeCall.key } })
  if (data.length === 0) throw commonErrors.fail("not_found")
}

/** Returns a task's welcome call. Throws `not_found` for other tasks. */
export const readWelcomeCall = async (container: MedusaContainer, id: string): Promise<WelcomeCallView> => {
  await requireTask(container, id)
  return { id, summary: (await findWelcomeCall(knexOf(container), id))?.summary ?? null }
}

/** Saves the summary of a task's welcome call. Throws `not_found` for other tasks. */
export const writeWelcomeCall = async (
  container: MedusaContainer,
  call: { id: string; summary: string }
): Promise<WelcomeCallView> => {
  await requireTask(container, call.id)
  await saveWelcomeCall(knexOf(container), { taskId: call.id, summary: call.summary })
  return call
}
