import { Select } from "@medusajs/ui"

import type { RoleOut } from "../../contracts/staff"

const NONE = "none"

type Props = {
  roles: readonly RoleOut[]
  value: string | null
  /** What choosing no role means; without it a role must be chosen. */
  none?: string
  disabled?: boolean
  label: string
  /** The id of the control, for a visible label. */
  id?: string
  onChange: (roleId: string | null) => void
}

/** The roles the viewer may give; the current one is always shown. */
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
