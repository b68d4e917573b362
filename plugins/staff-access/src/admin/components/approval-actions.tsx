import { ConfirmButton, DrawerForm, FormDrawer, OpenButton, TextField, useActionForm } from "@atrium/admin-kit"

import { type ApprovalOut, DeclineApproval } from "../../contracts/approvals"
import { useApprove, useDecline } from "../lib/staff"

const DeclineForm = ({ approval, onClose }: { approval: ApprovalOut; onClose: () => void }) => {
  const { mutateAsync } = useDecline(approval.id)
  const form = useActionForm({
    schema: DeclineApproval,
    defaults: { reason: "" },
    send: mutateAsync,
    done: "Request declined",
    onDone: onClose,
  })
  return (
    <FormDrawer title="Decline request" description={approval.summary} onClose={onClose}>
      <DrawerForm form={form} submit="Decline request" danger>
        <TextField control={form.control} name="reason" label="Reason" multiline hint="Visible to staff" />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Buttons for the second person. Hidden from everyone else. */
export const ApprovalActions = ({ approval }: { approval: ApprovalOut }) => {
  const approve = useApprove()
  if (!approval.decidable) return null
  return (
    <div className="flex gap-2">
      <ConfirmButton
        variant="primary"
        ask={{
          variant: "confirmation",
          title: "Approve this request?",
          description: `${approval.summary}. This happens immediately and can't be undone.`,
          confirmText: "Approve",
        }}
        isLoading={approve.isPending}
        onConfirm={() => approve.mutate(approval.id)}
      >
        Approve
      </ConfirmButton>
      <OpenButton label="Decline">{(close) => <DeclineForm approval={approval} onClose={close} />}</OpenButton>
    </div>
  )
}
