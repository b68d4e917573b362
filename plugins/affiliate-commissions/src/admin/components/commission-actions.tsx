import { DrawerForm, FormDrawer, OpenButton, TextField, useActionForm } from "@atrium/admin-kit"
import { Button } from "@medusajs/ui"

import { type CommissionDetailOut, DecideCommission } from "../../contracts/commissions"
import { type Action, useApproveCommission, useDecideCommission } from "../lib/commissions"

type Decision = Exclude<Action, "approve">

const ACTIONS: Readonly<Record<Decision, { label: string; title: string; effect: string; done: string }>> = {
  void: {
    label: "Void",
    title: "Void commission",
    effect: "The affiliate earns nothing for this purchase. This can't be undone.",
    done: "Commission voided",
  },
  hold: {
    label: "Place on hold",
    title: "Place commission on hold",
    effect: "It doesn't become payable until staff release it.",
    done: "Commission placed on hold",
  },
  release: {
    label: "Release",
    title: "Release commission",
    effect: "It becomes payable when its holding period ends, or immediately if it has ended.",
    done: "Commission released",
  },
}
const ORDER: readonly Decision[] = ["void", "hold", "release"]

type Props = { commission: CommissionDetailOut; decision: Decision; onClose: () => void }

const DecisionForm = ({ commission, decision, onClose }: Props) => {
  const { mutateAsync } = useDecideCommission(commission.id, decision)
  const { title, effect, done } = ACTIONS[decision]
  const form = useActionForm({
    schema: DecideCommission,
    defaults: { reason: "" },
    send: mutateAsync,
    done,
    onDone: onClose,
  })
  return (
    <FormDrawer title={title} description={effect} onClose={onClose}>
      <DrawerForm form={form} submit={title} danger={decision === "void"}>
        <TextField control={form.control} name="reason" label="Reason" hint="Kept in the history" multiline />
      </DrawerForm>
    </FormDrawer>
  )
}

/** The actions that a commission's status allows. The history keeps the reasons; approving doesn't require one. */
export const CommissionActions = ({ commission }: { commission: CommissionDetailOut }) => {
  const { allowed_actions: allowed } = commission
  const approve = useApproveCommission(commission.id)
  return (
    <div className="flex w-full justify-end gap-2">
      {ORDER.filter((decision) => allowed.includes(decision)).map((decision) => (
        <OpenButton key={decision} label={ACTIONS[decision].label}>
          {(close) => <DecisionForm commission={commission} decision={decision} onClose={close} />}
        </OpenButton>
      ))}
      {allowed.includes("approve") && (
        <Button size="small" isLoading={approve.isPending} onClick={() => approve.mutate()}>
          Approve
        </Button>
      )}
    </div>
  )
}
