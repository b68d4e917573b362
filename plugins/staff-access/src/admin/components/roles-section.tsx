import { Badge, Button, Text, usePrompt } from "@medusajs/ui"
import { useState } from "react"

import type { RoleOut } from "../../contracts/staff"
import { useDeleteRole, useOwnAccess, useRoles } from "../lib/staff"
import { RoleDrawer } from "./role-drawer"
import { Section } from "./section"

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`)

export const RolesSection = () => {
  const { data, error } = useRoles()
  const { data: own } = useOwnAccess()
  const { mutate: remove } = useDeleteRole()
  const prompt = usePrompt()
  const [open, setOpen] = useState<RoleOut | "new">()
  const held = own?.access.permissions ?? []
  const mayChange = held.includes("staff-roles:write")
  const askAndRemove = async (role: RoleOut) => {
    const agreed = await prompt({
      title: `Delete the role ${role.name}?`,
      description: "A role that is still assigned can't be deleted.",
      confirmText: "Delete",
      cancelText: "Cancel",
    })
    if (agreed) remove(role.id)
  }
  return (
    <Section
      title="Roles"
      hint="What each role can view and change"
      error={error}
      action={
        mayChange && (
          <Button size="small" variant="secondary" onClick={() => setOpen("new")}>
            Create role
          </Button>
        )
      }
    >
      <ul className="divide-y">
        {data?.roles.map((role) => (
          <li key={role.id} className="flex flex-col gap-2 px-6 py-3 md:flex-row md:items-center md:justify-between">
            <div className="min-w-0">
              <div className="flex items-center gap-2">
                <Text size="small" weight="plus">
                  {role.name}
                </Text>
                {role.built_in && <Badge size="2xsmall">Built-in</Badge>}
              </div>
              <Text size="small" className="text-ui-fg-subtle">
                {[role.description, people(role.members), `${role.permissions.length} permissions`]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </div>
            <div className="flex gap-2">
              <Button size="small" variant="secondary" onClick={() => setOpen(role)}>
                {role.built_in || !mayChange ? "View permissions" : "Edit role"}
              </Button>
              {!role.built_in && mayChange && (
                <Button size="small" variant="transparent" onClick={() => void askAndRemove(role)}>
                  Delete role
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {open && (
        <RoleDrawer
          role={open === "new" ? undefined : open}
          permissions={data?.permissions ?? []}
          held={held}
          mayChange={mayChange}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}
