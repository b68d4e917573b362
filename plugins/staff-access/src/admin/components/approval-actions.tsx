import { Button, Popover, Textarea, usePrompt } from "@medusajs/ui"
import { useState } from "react"

import type { ApprovalOut } from "../../contracts/approvals"
import { useApprove, useDecline } from "../lib/staff"

/** What the second person can do. Nothing for anyone else. */
export const ApprovalActions = ({ approval }: { approval: ApprovalOut }) => {
  const approve = useApprove()
  const decline = useDecline()
  const prompt = usePrompt()
  const [reason, setReason] = useState("")
  if (!approval.decidable) return null
  const askAndApprove = async () => {
    const agreed = await prompt({
      variant: "confirmation",
      title: "Approve this request?",
      description: `${approval.summary}. It happens at once and can't be undone.`,
      confirmText: "Approve",
      cancelText: "Cancel",
    })
    if (agreed) approve.mutate(approval.id)
  }
  return (
    <div className="flex gap-2">
      <Button size="small" isLoading={approve.isPending} onClick={() => void askAndApprove()}>
        Approve
      </Button>
      <Popover>
        <Popover.Trigger asChild>
          <Button size="small" variant="secondary">
            Decline
          </Button>
        </Popover.Trigger>
        <Popover.Content align="end" className="flex w-72 flex-col gap-3 p-4">
          <Textarea
            aria-label="Reason"
            placeholder="Reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            size="small"
            variant="danger"
            disabled={!reason.trim()}
            isLoading={decline.isPending}
            onClick={() => decline.mutate({ id: approval.id, reason })}
          >
            Decline request
          </Button>
        </Popover.Content>
      </Popover>
    </div>
  )
}
