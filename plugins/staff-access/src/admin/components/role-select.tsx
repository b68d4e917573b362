import { Select } from "@medusajs/ui"

import type { RoleOut } from "../../contracts/staff"

const NONE = "none"

type Props = {
  roles: readonly RoleOut[]
  value: string | null
  /** The label of the choice for no role. Leave it out if a role is required. */
  none?: string
  disabled?: boolean
  label: string
  /** The ID of the control, if it has a visible label. */
  id?: string
  onChange: (roleId: string | null) => void
}

/** The roles that the user can grant, and the current role. */
export const RoleSelect = ({ roles, value, none, disabled = false, label, id, onChange }: Props) => (
  <Select
    size="small"
    value={value ?? (none ? NONE : "")}
    disabled={disabled}
    onValueChange={(next) => onChange(next === NONE ? null : next)}
  >
    <Select.Trigger {...(id ? { id } : { "aria-label": label })}>
      <Select.Value placeholder="Choose a role" />
    </Select.Trigger>
    <Select.Content>
      {none && <Select.Item value={NONE}>{none}</Select.Item>}
      {roles
        .filter((role) => role.assignable || role.id === value)
        .map((role) => (
          <Select.Item key={role.id} value={role.id} disabled={!role.assignable}>
            {role.name}
          </Select.Item>
        ))}
    </Select.Content>
  </Select>
)
