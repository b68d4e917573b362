import { Button, Checkbox, Drawer, Input, Label, Text } from "@medusajs/ui"
import { useState } from "react"

import type { RoleOut } from "../../contracts/staff"
import { permissionGroups } from "../lib/permission-labels"
import { useCreateRole, useUpdateRole } from "../lib/staff"

type Props = {
  /** The role to show or change; undefined: a new one. */
  role: RoleOut | undefined
  permissions: readonly string[]
  /** What the viewer holds, and so may give. */
  held: readonly string[]
  mayChange: boolean
  onClose: () => void
}

/** A role as a matrix: one line for each resource, one box for each thing that can be done with it. */
export const RoleDrawer = ({ role, permissions, held, mayChange, onClose }: Props) => {
  const [name, setName] = useState(role?.name ?? "")
  const [description, setDescription] = useState(role?.description ?? "")
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role?.permissions ?? []))
  const create = useCreateRole()
  const update = useUpdateRole()
  const locked = !mayChange || role?.built_in === true
  const toggle = (key: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)))
  const save = () => {
    const body = { name, description, permissions: [...chosen] }
    if (role) update.mutate({ id: role.id, ...body }, { onSuccess: onClose })
    else create.mutate(body, { onSuccess: onClose })
  }
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{role ? role.name : "New role"}</Drawer.Title>
          <Drawer.Description>
            {role?.built_in
              ? "Built-in roles can't be changed. Create a role to make your own."
              : "What the role can do"}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-4 overflow-y-auto">
          {!locked && (
            <>
              <div className="flex flex-col gap-1">
                <Label htmlFor="role-name" size="small">
                  Name
                </Label>
                <Input id="role-name" value={name} onChange={(event) => setName(event.target.value)} />
              </div>
              <div className="flex flex-col gap-1">
                <Label htmlFor="role-description" size="small">
                  Description
                </Label>
                <Input
                  id="role-description"
                  value={description}
                  onChange={(event) => setDescription(event.target.value)}
                />
              </div>
            </>
          )}
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
                        checked={chosen.has(key)}
                        disabled={locked || !held.includes(key)}
                        onCheckedChange={(on) => toggle(key, on === true)}
                        aria-label={`${label}: ${group.label}`}
                      />
                      <Text size="small">{label}</Text>
                    </label>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button variant="secondary">{locked ? "Close" : "Cancel"}</Button>
          </Drawer.Close>
          {!locked && (
            <Button disabled={!name.trim()} isLoading={create.isPending || update.isPending} onClick={save}>
              Save role
            </Button>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
