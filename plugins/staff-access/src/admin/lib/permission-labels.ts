import { sentenceCase } from "@atrium/admin-kit"

const OPERATIONS: Readonly<Record<string, string>> = {
  read: "View",
  write: "Change",
  create: "Create",
  approve: "Approve",
  capture: "Capture",
  export: "Export",
  manage: "Manage",
  transfer: "Transfer",
}

const RESOURCES: Readonly<Record<string, string>> = { "api-keys": "API keys" }

export const operationLabel = (operation: string): string => OPERATIONS[operation] ?? sentenceCase(operation)

export type PermissionGroup = { resource: string; label: string; permissions: { key: string; label: string }[] }

/** Permissions grouped by resource, as rows of a matrix. */
export const permissionGroups = (permissions: readonly string[]): PermissionGroup[] => {
  const groups = new Map<string, PermissionGroup>()
  for (const key of permissions) {
    const [resource = "", operation = ""] = key.split(":")
    const group = groups.get(resource) ?? {
      resource,
      label: RESOURCES[resource] ?? sentenceCase(resource),
      permissions: [],
    }
    group.permissions.push({ key, label: operationLabel(operation) })
    groups.set(resource, group)
  }
  return [...groups.values()].sort((one, other) => one.label.localeCompare(other.label))
}
