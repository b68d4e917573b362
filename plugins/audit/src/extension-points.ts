import { createRegistry } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { actionText, type AuditCategory } from "./contracts"
import { type AuditedName, auditSentence } from "./domain/audit-sentence"
import { VERBS, type Verb } from "./domain/describe-request"

/** A kind of entry: what it says to staff, and where it belongs. */
export type AuditAction = {
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

const actions = createRegistry<AuditAction>("audit-actions")
const resources = createRegistry<AuditedResource>("audited-resources")

/** Declares kinds of entries. Only what is declared can be recorded; do it in the file that records. */
export const registerAuditActions = (declared: Readonly<Record<string, AuditAction>>): void => {
  for (const [name, action] of Object.entries(declared)) actions.register(actionText.parse(name), action)
}

/** Declares what is behind paths of `/admin` and `/provider`; writes to a path that no one declares are recorded too. */
export const registerAuditedResources = (declared: Readonly<Record<string, AuditedResource>>): void => {
  for (const [path, resource] of Object.entries(declared)) resources.register(path, resource)
}

/** What no one declared: recorded with its route, as a change of the shop. */
const UNDECLARED: AuditedResource = { noun: "shop", label: "something in the shop" }

export const auditedResource = (path: string): AuditedResource => resources.get(path) ?? UNDECLARED

const isVerb = (word: string | undefined): word is Verb => word !== undefined && Object.hasOwn(VERBS, word)

const composed = (name: string): AuditAction | undefined => {
  const [noun, word] = name.split(".")
  const verb = isVerb(word) ? word : undefined
  const resource = [UNDECLARED, ...resources.entries().map(([, entry]) => entry)].find((entry) => entry.noun === noun)
  if (!verb || !resource) return undefined
  const { category } = VERBS[verb]
  return {
    sentence: auditSentence(verb, resource),
    category: resource.security && category === "change" ? "security" : category,
  }
}

/** A declared action, or one made of a declared resource and a verb. */
export const auditActionOf = (name: string): AuditAction | undefined => actions.get(name) ?? composed(name)
