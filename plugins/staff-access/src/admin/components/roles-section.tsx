import { ConfirmButton, formatCount, Section, useOwnAccess } from "@atrium/admin-kit"
import { Badge, Button, Text } from "@medusajs/ui"
import { useState } from "react"

import type { RoleOut } from "../../contracts/staff"
import { useDeleteRole, useRoles } from "../lib/staff"
import { RoleDrawer } from "./role-drawer"

export const RolesSection = () => {
  const { data, error, refetch } = useRoles()
  const { mutate: remove } = useDeleteRole()
  const [open, setOpen] = useState<RoleOut | "new">()
  const held = useOwnAccess()?.permissions ?? []
  const mayChange = held.includes("staff-roles:write")
  return (
    <Section
      title="Roles"
      hint="What each role can view and change"
      error={error}
      onRetry={() => void refetch()}
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
                {[
                  role.description,
                  formatCount(role.members, "user"),
                  formatCount(role.permissions.length, "permission"),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </div>
            <div className="flex gap-2">
              <Button size="small" variant="secondary" onClick={() => setOpen(role)}>
                {role.built_in || !mayChange ? "View permissions" : "Edit role"}
              </Button>
              {!role.built_in && mayChange && (
                <ConfirmButton
                  variant="transparent"
                  ask={{
                    title: `Delete the role ${role.name}?`,
                    description: "This can't be undone. A role that is still assigned can't be deleted.",
                    confirmText: "Delete role",
                  }}
                  onConfirm={() => remove(role.id)}
                >
                  Delete role
                </ConfirmButton>
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
