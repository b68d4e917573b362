import {
  DrawerForm,
  Fact,
  formatMoment,
  FormDrawer,
  IfMay,
  OpenButton,
  Section,
  TextField,
  useActionForm,
} from "@atrium/admin-kit"
import { StatusBadge } from "@medusajs/ui"

import { type ServiceRequestDetailOut, SetRequestClock } from "../../contracts/service-requests"
import { useSetRequestClock } from "../lib/service-requests"

const LABELS = { open: "Open", won: "Won", lost: "Lost" } as const
const COLORS = { open: "orange", won: "green", lost: "red" } as const

const Reason = SetRequestClock.pick({ reason: true })

const ClockForm = ({ request, onClose }: { request: ServiceRequestDetailOut; onClose: () => void }) => {
  const stopped = request.clock_stopped_at === null
  const { mutateAsync } = useSetRequestClock(request.id)
  const form = useActionForm({
    schema: Reason,
    defaults: { reason: "" },
    send: ({ reason }) => mutateAsync({ stopped, reason }),
    done: stopped ? "Clock stopped" : "Clock started",
    onDone: onClose,
  })
  const title = stopped ? "Stop the clock" : "Start the clock"
  return (
    <FormDrawer
      title={title}
      description={
        stopped
          ? "The request isn't overdue while the clock is stopped. Work can continue."
          : "Due dates of the request and its open tasks move by the time the clock was stopped."
      }
      onClose={onClose}
    >
      <DrawerForm form={form} submit={title}>
        <TextField control={form.control} name="reason" label="Reason" hint="Kept in the timeline" multiline />
      </DrawerForm>
    </FormDrawer>
  )
}

/** The dispute of the request's payment, and its clock. Hidden while there is neither. */
export const DisputeSection = ({ request }: { request: ServiceRequestDetailOut }) => {
  const { dispute, clock_stopped_at: stoppedAt, status } = request
  if (!dispute && !stoppedAt) return null
  const open = status !== "completed" && status !== "cancelled"
  return (
    <Section title="Dispute">
      {dispute && (
        <>
          <Fact label="State">
            <StatusBadge color={COLORS[dispute.status]}>{LABELS[dispute.status]}</StatusBadge>
          </Fact>
          <Fact label="Opened">{formatMoment(dispute.opened_at)}</Fact>
          {dispute.closed_at && <Fact label="Decided">{formatMoment(dispute.closed_at)}</Fact>}
        </>
      )}
      <Fact label="Clock">{stoppedAt ? `Stopped ${formatMoment(stoppedAt)}` : "Running"}</Fact>
      {open && (stoppedAt !== null || dispute?.status === "open") && (
        <IfMay permission="service-requests:write">
          <div className="px-6 py-4">
            <OpenButton label={stoppedAt ? "Start the clock" : "Stop the clock"}>
              {(close) => <ClockForm request={request} onClose={close} />}
            </OpenButton>
          </div>
        </IfMay>
      )}
    </Section>
  )
}
