import { Badge, Button, Input, Label, Popover, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"

import { useInvite, useMembers, useOwnAccess, useRoles } from "../lib/staff"
import { MemberAccess } from "./member-access"
import { RoleSelect } from "./role-select"
import { Section } from "./section"

const PAGE = 20

const InviteButton = () => {
  const { data } = useRoles()
  const { mutate: invite, isPending } = useInvite()
  const [open, setOpen] = useState(false)
  const [email, setEmail] = useState("")
  const [roleId, setRoleId] = useState<string | null>(null)
  const send = () => {
    if (!roleId) return
    invite({ email, role_id: roleId }, { onSuccess: () => (setOpen(false), setEmail("")) })
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small">Invite person</Button>
      </Popover.Trigger>
      <Popover.Content align="end" className="flex w-72 flex-col gap-3 p-4">
        <div className="flex flex-col gap-1">
          <Label htmlFor="invite-email" size="small">
            Email
          </Label>
          <Input id="invite-email" type="email" size="small" value={email} onChange={(e) => setEmail(e.target.value)} />
        </div>
        <div className="flex flex-col gap-1">
          <Label size="small">Role</Label>
          <RoleSelect label="Role" roles={data?.roles ?? []} value={roleId} onChange={setRoleId} />
        </div>
        <Button size="small" isLoading={isPending} disabled={!email || !roleId} onClick={send}>
          Send invitation
        </Button>
      </Popover.Content>
    </Popover>
  )
}

export const PeopleSection = () => {
  const [offset, setOffset] = useState(0)
  const { data, error } = useMembers({ limit: PAGE, offset })
  const { data: roles } = useRoles()
  const { data: own } = useOwnAccess()
  const held = own?.access.permissions ?? []
  return (
    <Section
      title="People"
      hint="Who can sign in to Admin, and what they can do"
      error={error}
      action={held.includes("staff:manage") && <InviteButton />}
    >
      <ul className="divide-y">
        {data?.staff.map((member) => (
          <li key={member.id} className="flex flex-col gap-2 px-6 py-3 md:flex-row md:items-center md:justify-between">
            <div className="min-w-0">
              <Text size="small" weight="plus" className="truncate">
                {member.name || member.email}
              </Text>
              <div className="flex flex-wrap items-center gap-2">
                <Text size="small" className="text-ui-fg-subtle break-all">
                  {member.email}
                </Text>
                {member.status === "suspended" && <StatusBadge color="red">Suspended</StatusBadge>}
                {member.two_step && (
                  <Badge size="2xsmall" color="green">
                    Two-step
                  </Badge>
                )}
              </div>
            </div>
            <MemberAccess
              member={member}
              roles={roles?.roles ?? []}
              mayReset={member.manageable && held.includes("staff-settings:write")}
            />
          </li>
        ))}
      </ul>
      {data && data.count > PAGE && (
        <div className="flex justify-end gap-2 px-6 py-3">
          <Button size="small" variant="secondary" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            Previous
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={offset + PAGE >= data.count}
            onClick={() => setOffset(offset + PAGE)}
          >
            Next
          </Button>
        </div>
      )}
    </Section>
  )
}
