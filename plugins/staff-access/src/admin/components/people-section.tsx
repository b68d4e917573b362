import { Pagination, Section, useOwnAccess } from "@atrium/admin-kit"
import { Badge, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"

import { useMembers, useRoles } from "../lib/staff"
import { InviteButton } from "./invite-button"
import { MemberAccess } from "./member-access"

const PAGE = 20

export const PeopleSection = () => {
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useMembers({ limit: PAGE, offset })
  const { data: roles } = useRoles()
  const held = useOwnAccess()?.permissions ?? []
  return (
    <Section
      title="Users"
      hint="People who can sign in to Admin, and their roles"
      error={error}
      onRetry={() => void refetch()}
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
      <Pagination count={data?.count ?? 0} size={PAGE} offset={offset} onChange={setOffset} />
    </Section>
  )
}
