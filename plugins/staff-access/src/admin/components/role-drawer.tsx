import { DrawerForm, FormDrawer, TextField, useActionForm, useField } from "@atrium/admin-kit"
import { Checkbox, Drawer, Text } from "@medusajs/ui"

import { CreateRole, type RoleOut } from "../../contracts/staff"
import { permissionGroups } from "../lib/permission-labels"
import { useSaveRole } from "../lib/staff"

type MatrixProps = {
  permissions: readonly string[]
  chosen: readonly string[]
  /** Whether a checkbox can be changed. */
  mayChange: (permission: string) => boolean
  onChange: (chosen: string[]) => void
}

/** A row for each resource with a checkbox for each operation. */
const PermissionMatrix = ({ permissions, chosen, mayChange, onChange }: MatrixProps) => (
  <ul className="divide-y">
    {permissionGroups(permissions).map((group) => (
      <li key={group.resource} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
        <Text size="small" weight="plus">
          {group.label}
        </Text>
        <div className="flex flex-wrap gap-4">
          {group.permissions.map(({ key, label }) => (
            <label key={key} className="flex items-center gap-2">
              <Checkbox
                checked={chosen.includes(key)}
                disabled={!mayChange(key)}
                onCheckedChange={(on) =>
                  onChange(on === true ? [...chosen, key] : chosen.filter((other) => other !== key))
                }
                aria-label={`${label}: ${group.label}`}
              />
              <Text size="small">{label}</Text>
            </label>
          ))}
        </div>
      </li>
    ))}
  </ul>
)

type Props = {
  /** The role to view or edit, or undefined to create one. */
  role: RoleOut | undefined
  permissions: readonly string[]
  /** The user's own permissions, which are the only ones they can grant. */
  held: readonly string[]
  mayChange: boolean
  onClose: () => void
}

const RoleForm = ({ role, permissions, held, onClose }: Props) => {
  const { mutateAsync } = useSaveRole(role?.id)
  const form = useActionForm({
    schema: CreateRole,
    defaults: { name: role?.name ?? "", description: role?.description ?? "", permissions: role?.permissions ?? [] },
    send: mutateAsync,
    done: role ? "Role saved" : "Role created",
    onDone: onClose,
  })
  const chosen = useField({ control: form.control, name: "permissions" })
  return (
    <DrawerForm form={form} submit={role ? "Save role" : "Create role"}>
      <TextField control={form.control} name="name" label="Name" />
      <TextField control={form.control} name="description" label="Description" />
      <PermissionMatrix
        permissions={permissions}
        chosen={Array.isArray(chosen.value) ? chosen.value.map(String) : []}
        mayChange={(permission) => held.includes(permission)}
        onChange={chosen.change}
      />
      {chosen.error && (
        <Text size="small" role="alert" className="text-ui-fg-error">
          {chosen.error}
        </Text>
      )}
    </DrawerForm>
  )
}

/** A role with its permissions. Read-only for built-in roles and for users who can't change roles. */
export const RoleDrawer = (props: Props) => {
  const { role, permissions, mayChange, onClose } = props
  if (mayChange && role?.built_in !== true)
    return (
      <FormDrawer
        title={role ? role.name : "Create role"}
        description="Choose what users with this role can view and change."
        onClose={onClose}
      >
        <RoleForm {...props} />
      </FormDrawer>
    )
  return (
    <FormDrawer
      title={role?.name ?? ""}
      description={
        role?.built_in
          ? "Built-in roles can't be changed. Create a role to choose your own permissions."
          : "What users with this role can view and change"
      }
      onClose={onClose}
    >
      <Drawer.Body className="overflow-y-auto">
        <PermissionMatrix
          permissions={permissions}
          chosen={role?.permissions ?? []}
          mayChange={() => false}
          onChange={() => undefined}
        />
      </Drawer.Body>
    </FormDrawer>
  )
}
