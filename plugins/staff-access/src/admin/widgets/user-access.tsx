import { Section, useMay } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminUser, DetailWidgetProps } from "@medusajs/framework/types"
import { StatusBadge } from "@medusajs/ui"

import { MemberAccess } from "../components/member-access"
import { useMember, useRoles } from "../lib/staff"

/** On the user page: role, suspension and two-step verification. */
const UserAccess = ({ data: user }: DetailWidgetProps<AdminUser>) => {
  const { data, error, refetch } = useMember(user.id)
  const { data: roles } = useRoles()
  const mayReset = useMay("staff-settings:write")
  return (
    <Section
      title="Access"
      hint="What this user can do in Admin and through the API"
      error={error}
      onRetry={() => void refetch()}
      action={data?.staff.status === "suspended" && <StatusBadge color="red">Suspended</StatusBadge>}
    >
      {data && (
        <div className="px-6 py-4">
          <MemberAccess member={data.staff} roles={roles?.roles ?? []} mayReset={data.staff.manageable && mayReset} />
        </div>
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "user.details.after" })

export default UserAccess
