import { type Actor, defineExtensionPoint } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { UpdateServiceRequest } from "./contracts/service-requests"
import type { ServiceRequestStatus, TaskHand } from "./contracts/statuses"
import type { ServiceRequestRow } from "./data/service-requests"
import type { TaskRow } from "./data/tasks"
import type { TaskKindFacts } from "./domain/task-kind"

/** A service request that was just made, open and unassigned. */
export type ProvisionedRequest = {
  readonly id: string
  readonly order_id: string
  readonly order_line_item_id: string
  readonly unit: number
  readonly service_id: string
  readonly tier_id: string
}

export type ProvisionedRequestWork = {
  /** `<plugin>.<what happens>` */
  readonly name: string
  /** Pure: what to schedule. Keys make repeating it harmless. */
  readonly work: (request: ProvisionedRequest) => readonly WorkToEnqueue[]
}

/**
 * Work to schedule for each new service request, written in the same transaction. Not called for a request that is
 * canceled at once because its unit was refunded before.
 */
export const provisionedRequestWork = defineExtensionPoint<ProvisionedRequestWork>({
  name: "service-provisioning.provisioned-request-work",
  key: ({ name }) => name,
})

export type RequestMove = {
  /** The request before the move, with its previous state and provider. */
  readonly request: ServiceRequestRow
  readonly to: ServiceRequestStatus
  readonly actor: Actor
  /** Business time of the move, the same as in its history row. */
  readonly at: Date
}

export type RequestMoveEffect = {
  /** `<plugin>.<what happens>` */
  readonly name: string
  /** Throwing undoes the move. */
  readonly run: (trx: Knex.Transaction, move: RequestMove) => Promise<void>
}

/**
 * What another plugin writes with every move of a service request, made by staff, a provider or a refund, inside
 * the move's transaction. Effects run one after the other.
 */
export const requestMoveEffects = defineExtensionPoint<RequestMoveEffect>({
  name: "service-provisioning.request-move-effects",
  key: ({ name }) => name,
})

export type RequestFieldChange = {
  /** The request as it was read; its `updated_at` was compared with the caller's. */
  readonly request: ServiceRequestRow
  readonly value: UpdateServiceRequest["provider_id"]
  readonly reason: string | null
  readonly actor: Actor
}

/** A field of `POST /admin/service-requests/:id` that belongs to another plugin. */
export type RequestField = {
  readonly field: "provider_id"
  /** Applies the new value in the transaction of the update, before the status moves. Throwing undoes the whole update. */
  readonly apply: (trx: Knex.Transaction, change: RequestFieldChange) => Promise<void>
}

/** Fields without an entry are refused with 400. */
export const requestFields = defineExtensionPoint<RequestField>({
  name: "service-provisioning.request-fields",
  key: ({ field }) => field,
})

/** A task that someone is about to complete. */
export type TaskToComplete = {
  /** As it was read, in the transaction of the change. */
  readonly task: TaskRow
  readonly by: TaskHand
  readonly actor: Actor
}

export type TaskKind = TaskKindFacts & {
  /**
   * What done means: throws an error of the plugin's contract while the task may not be completed yet; nothing changes
   * then. Runs in the transaction of the change, so it can also write what completing the task leads to.
   */
  readonly validate?: (trx: Knex.Transaction, completed: TaskToComplete) => Promise<void>
}

/**
 * Kinds of task. A template gives a task its kind, staff can choose one when they add a task, and `change-task` validates
 * with the kind before it completes a task. Canceling the request or the task does not.
 */
export const taskKinds = defineExtensionPoint<TaskKind>({
  name: "service-provisioning.task-kinds",
  key: ({ key }) => key,
})
