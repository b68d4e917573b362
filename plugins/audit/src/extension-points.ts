import { defineExtensionPoint } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { actionText, type AuditCategory } from "./contracts"
import { type AuditedName, auditSentence } from "./domain/audit-sentence"
import { VERBS, type Verb } from "./domain/describe-request"

/** A kind of entry: what it says to staff, and where it belongs. */
export type AuditAction = {
  /** `<noun>.<what happened>`: "staff.role_created" */
  readonly name: string
  /** "Changed the role of a staff member" */
  readonly sentence: string
  /**
   * - `change`: something of the shop was changed
   * - `access`: somebody's personal data was read
   * - `security`: who may get in and do what; also what was refused
   */
  readonly category: AuditCategory
}

/** What the log knows of the routes below one path, such as `/admin/orders`. */
export type AuditedResource = AuditedName & {
  /** The path whose routes it is about: "/admin/orders" */
  readonly path: string
  /** First word of its actions and type of its targets: `order` makes `order.changed`. */
  readonly noun: string
  /** It shows people's data: reading it is recorded as well. */
  readonly personal?: true
  /** Who may get in and do what: its changes are security events. */
  readonly security?: true
  /** Money or access: the attempt is recorded before it begins, and refused when that fails. */
  readonly guarded?: true
  /** The facts that are compared before and after a change; without it an entry shows what was sent. */
  readonly read?: (container: MedusaContainer, id: string) => Promise<unknown>
}

/** Kinds of entries. Only what is added here can be recorded; add it in the file that records. */
export const auditActions = defineExtensionPoint<AuditAction>({
  name: "audit.actions",
  key: ({ name }) => actionText.parse(name),
})

/** What is behind paths of `/admin` and `/provider`; writes to a path that nobody added are recorded too. */
export const auditedResources = defineExtensionPoint<AuditedResource>({
  name: "audit.resources",
  key: ({ path }) => path,
})

/** What nobody added: recorded with its route, as a change of the shop. */
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

/** An action that was added, or one made of a resource and a verb. */
export const auditActionOf = (name: string): AuditAction | undefined => auditActions.get(name) ?? composed(name)
