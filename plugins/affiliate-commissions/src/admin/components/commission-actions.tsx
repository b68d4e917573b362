import { Button, Label, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import type { CommissionDetailOut } from "../../contracts/commissions"
import { type Action, useDecideCommission } from "../lib/commissions"
import { messageOf } from "../lib/sdk"

const WORDS: Readonly<Record<Action, { label: string; done: string }>> = {
  approve: { label: "Approve", done: "Approved" },
  hold: { label: "Hold", done: "Held for review" },
  release: { label: "Release", done: "Released" },
  void: { label: "Void", done: "Taken back" },
}
const ORDER: readonly Action[] = ["void", "hold", "release", "approve"]

/** The decisions a commission's state allows. All but approving need a reason, which its history keeps. */
export const CommissionActions = ({ commission }: { commission: CommissionDetailOut }) => {
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const { mutate, isPending, variables } = useDecideCommission(commission.id)

  if (commission.allowed_actions.length === 0) return null

  const decide = (action: Action) => {
    if (action !== "approve" && !reason.trim()) return setMissing(true)
    mutate(
      { action, reason: reason.trim() },
      {
        onSuccess: () => {
          toast.success(WORDS[action].done)
          setReason("")
        },
        onError: (error) => toast.error("Nothing was changed", { description: messageOf(error) }),
      }
    )
  }

  return (
    <div className="flex w-full flex-col gap-3">
      <div className="flex flex-col gap-2">
        <Label htmlFor="decision-reason" size="small" weight="plus">
          Reason (kept in the history)
        </Label>
        <Textarea
          id="decision-reason"
          rows={2}
          value={reason}
          maxLength={500}
          aria-invalid={missing}
          aria-describedby={missing ? "decision-reason-missing" : undefined}
          onChange={(event) => {
            setReason(event.target.value)
            setMissing(false)
          }}
        />
        {missing && (
          <p id="decision-reason-missing" role="alert" className="txt-small text-ui-fg-error">
            Give a reason
          </p>
        )}
      </div>
      <div className="flex justify-end gap-2">
        {ORDER.filter((action) => commission.allowed_actions.includes(action)).map((action) => (
          <Button
            key={action}
            size="small"
            variant={action === "void" ? "danger" : action === "hold" ? "secondary" : "primary"}
            isLoading={isPending && variables.action === action}
            disabled={isPending}
            onClick={() => decide(action)}
          >
            {WORDS[action].label}
          </Button>
        ))}
      </div>
    </div>
  )
}
