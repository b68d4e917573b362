import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminUser, DetailWidgetProps } from "@medusajs/framework/types"
import { StatusBadge } from "@medusajs/ui"

import { MemberAccess } from "../components/member-access"
import { Section } from "../components/section"
import { useMember, useOwnAccess, useRoles } from "../lib/staff"

/** On a user's page: their role, suspension and second factor. */
const UserAccess = ({ data: user }: DetailWidgetProps<AdminUser>) => {
  const { data, error } = useMember(user.id)
  const { data: roles } = useRoles()
  const { data: own } = useOwnAccess()
  return (
    <Section
      title="Access"
      hint="What this person can do in Admin and over the API"
      error={error}
      action={data?.staff.status === "suspended" && <StatusBadge color="red">Suspended</StatusBadge>}
    >
      {data && (
        <div className="px-6 py-4">
          <MemberAccess
            member={data.staff}
            roles={roles?.roles ?? []}
            mayReset={data.staff.manageable && own?.access.permissions.includes("staff-settings:write") === true}
          />
        </div>
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "user.details.after" })

export default UserAccess
