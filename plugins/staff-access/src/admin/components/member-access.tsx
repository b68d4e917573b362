import { Button, usePrompt } from "@medusajs/ui"

import type { MemberOut, RoleOut } from "../../contracts/staff"
import { useResetTwoStep, useUpdateMember } from "../lib/staff"
import { RoleSelect } from "./role-select"

type Props = { member: MemberOut; roles: readonly RoleOut[]; mayReset: boolean }

/** Role, suspension and second factor of one person. */
export const MemberAccess = ({ member, roles, mayReset }: Props) => {
  const { mutate: update, isPending } = useUpdateMember()
  const { mutate: reset, isPending: isResetting } = useResetTwoStep()
  const prompt = usePrompt()
  const suspended = member.status === "suspended"

  const askAndSuspend = async () => {
    const agreed = await prompt({
      title: `Suspend ${member.email}?`,
      description: "They are signed out at once, and API keys they created stop working unless a key has a role.",
      confirmText: "Suspend",
      cancelText: "Cancel",
    })
    if (agreed) update({ id: member.id, status: "suspended" })
  }
  const askAndReset = async () => {
    const agreed = await prompt({
      title: `Reset two-step verification of ${member.email}?`,
      description: "Their authenticator app and recovery codes stop working. They sign in with their password alone.",
      confirmText: "Reset",
      cancelText: "Cancel",
    })
    if (agreed) reset(member.id)
  }

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
      {member.manageable && (
        <Button
          size="small"
          variant="secondary"
          isLoading={isPending}
          onClick={() => (suspended ? update({ id: member.id, status: "active" }) : void askAndSuspend())}
        >
          {suspended ? "Reactivate" : "Suspend"}
        </Button>
      )}
      {mayReset && member.two_step && (
        <Button size="small" variant="transparent" isLoading={isResetting} onClick={() => void askAndReset()}>
          Reset two-step
        </Button>
      )}
    </div>
  )
}
