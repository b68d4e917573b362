import { createRegistry } from "@atrium/kernel"

import { actionText, type AuditCategory } from "./contracts"

/** A kind of entry: what it says to staff, and where it belongs. */
export type AuditAction = {
  /** "Changed the roles of a staff member" */
  readonly sentence: string
  /**
   * - `change`: something of the shop was changed
   * - `access`: somebody's personal data was read
   * - `security`: who may get in and do what; also what was refused
   */
  readonly category: AuditCategory
}

const actions = createRegistry<AuditAction>("audit-actions")

/** Declares kinds of entries. Only what is declared can be recorded; do it in the file that records. */
export const registerAuditActions = (declared: Readonly<Record<string, AuditAction>>): void => {
  for (const [name, action] of Object.entries(declared)) actions.register(actionText.parse(name), action)
}

export const auditActionOf = (name: string): AuditAction | undefined => actions.get(name)

/** All kinds that this process knows, by name. */
export const auditActions = (): ReadonlyArray<readonly [string, AuditAction]> =>
  [...actions.entries()].sort(([a], [b]) => a.localeCompare(b))
