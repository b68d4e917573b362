import { defineExtensionPoint } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { actionText, type AuditCategory } from "./contracts"
import { type AuditedName, auditSentence } from "./domain/audit-sentence"
import { VERBS, type Verb } from "./domain/describe-request"

/** An action that can be recorded, with its sentence and category. */
export type AuditAction = {
  /** `<noun>.<what happened>`: "staff.role_created" */
  readonly name: string
  /** "Changed the role of a staff member" */
  readonly sentence: string
  /**
   * - `change`: data of the shop was changed
   * - `access`: personal data was read
   * - `security`: accounts and permissions were changed, or access was denied
   */
  readonly category: AuditCategory
}

/** Describes the resource under one path, such as `/admin/orders`. */
export type AuditedResource = AuditedName & {
  /** The path of its routes: "/admin/orders" */
  readonly path: string
  /** First part of its actions and type of its targets: `order` as in `order.changed`. */
  readonly noun: string
  /** Its ids are names such as `stripe`, not generated ones. */
  readonly named?: true
  /** It contains personal data, so reads are recorded too. */
  readonly personal?: true
  /** It controls accounts or permissions, so changes are security events. */
  readonly security?: true
  /** It concerns money or access, so a write is recorded before it runs, and refused when that fails. */
  readonly guarded?: true
  /** Reads the values to compare before and after a change; without it, an entry contains only the request body. */
  readonly read?: (container: MedusaContainer, id: string) => Promise<unknown>
}

/** The actions that can be recorded. Add an action in the file that records it. */
export const auditActions = defineExtensionPoint<AuditAction>({
  name: "audit.actions",
  key: ({ name }) => actionText.parse(name),
})

/** Resources under `/admin` and `/provider`; writes to paths without an entry are recorded too. */
export const auditedResources = defineExtensionPoint<AuditedResource>({
  name: "audit.resources",
  key: ({ path }) => path,
})

/** Used for paths without an entry. */
const UNKNOWN: AuditedResource = { path: "", noun: "shop", label: "something in the shop" }

export const auditedResource = (path: string): AuditedResource => auditedResources.get(path) ?? UNKNOWN

const isVerb = (word: string | undefined): word is Verb => word !== undefined && Object.hasOwn(VERBS, word)

const composed = (name: string): AuditAction | undefined => {
  const [noun, word] = name.split(".")
  const verb = isVerb(word) ? word : undefined
  const resource = [UNKNOWN, ...auditedResources.all()].find((entry) => entry.noun === noun)
  if (!verb || !resource) return undefined
  const { category } = VERBS[verb]
  return {
    name,
    sentence: auditSentence(verb, resource),
    category: resource.security && category === "change" ? "security" : category,
  }
}

/** An added action, or one composed of a resource and a verb. */
export const auditActionOf = (name: string): AuditAction | undefined => auditActions.get(name) ?? composed(name)
