import { ConfirmButton } from "@atrium/admin-kit"
import { Button } from "@medusajs/ui"

import type { MemberOut, RoleOut } from "../../contracts/staff"
import { useResetTwoStep, useUpdateMember } from "../lib/staff"
import { RoleSelect } from "./role-select"

type Props = { member: MemberOut; roles: readonly RoleOut[]; mayReset: boolean }

/** Role, suspension and two-step verification of a user. */
export const MemberAccess = ({ member, roles, mayReset }: Props) => {
  const { mutate: update, isPending } = useUpdateMember()
  const { mutate: reset, isPending: isResetting } = useResetTwoStep()
  const suspended = member.status === "suspended"

  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="w-36">
        <RoleSelect
          label={`Role of ${member.email}`}
          roles={roles}
          value={member.role?.id ?? null}
          none="No role"
          disabled={!member.manageable || isPending}
          onChange={(role_id) => update({ id: member.id, role_id })}
        />
      </div>
      {member.manageable && suspended && (
        <Button
          size="small"
          variant="secondary"
          isLoading={isPending}
          onClick={() => update({ id: member.id, status: "active" })}
        >
          Reactivate
        </Button>
      )}
      {member.manageable && !suspended && (
        <ConfirmButton
          ask={{
            title: `Suspend ${member.email}?`,
            description:
              "They are signed out immediately. API keys they created stop working, except keys that have a role.",
            confirmText: "Suspend",
          }}
          isLoading={isPending}
          onConfirm={() => update({ id: member.id, status: "suspended" })}
        >
          Suspend
        </ConfirmButton>
      )}
      {mayReset && member.two_step && (
        <ConfirmButton
          variant="transparent"
          ask={{
            title: `Reset two-step verification for ${member.email}?`,
            description:
              "Their authenticator app and recovery codes stop working. They can sign in with only their password.",
            confirmText: "Reset two-step",
          }}
          isLoading={isResetting}
          onConfirm={() => reset(member.id)}
        >
          Reset two-step
        </ConfirmButton>
      )}
    </div>
  )
}
