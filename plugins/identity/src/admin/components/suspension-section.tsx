import {
  DrawerForm,
  Fact,
  FormDrawer,
  formatMoment,
  IfMay,
  OpenButton,
  Section,
  TextField,
  useActionForm,
} from "@atrium/admin-kit"
import { StatusBadge, Text } from "@medusajs/ui"

import { SuspendCustomer, type SuspensionDecision } from "../../contracts/suspensions"
import { useSuspendCustomer, useSuspension } from "../lib/suspension"

type FormProps = { customerId: string; suspends: boolean; onClose: () => void }

const SuspensionForm = ({ customerId, suspends, onClose }: FormProps) => {
  const { mutateAsync } = useSuspendCustomer(customerId)
  const form = useActionForm({
    schema: SuspendCustomer,
    defaults: { suspended: suspends, reason: "" },
    send: mutateAsync,
    done: suspends ? "Customer suspended" : "Suspension ended",
    onDone: onClose,
  })
  return (
    <FormDrawer
      title={suspends ? "Suspend this customer" : "End this suspension"}
      description={
        suspends
          ? "The customer is signed out at once and can no longer sign in or buy, also not as a guest with the same email address. Orders that exist continue."
          : "The customer can sign in and buy again."
      }
      onClose={onClose}
    >
      <DrawerForm form={form} submit={suspends ? "Suspend customer" : "End suspension"} danger={suspends}>
        <TextField
          control={form.control}
          name="reason"
          label="Reason"
          hint="For staff, and kept in the history. An export of the customer's data contains it."
          multiline
        />
      </DrawerForm>
    </FormDrawer>
  )
}

const Decision = ({ decision }: { decision: SuspensionDecision }) => (
  <li className="px-6 py-3">
    <Text size="small" className="whitespace-pre-wrap break-words">
      {`${decision.suspended ? "Suspended" : "Suspension ended"}: ${decision.reason}`}
    </Text>
    <Text size="xsmall" className="text-ui-fg-muted break-words">
      {`${formatMoment(decision.at)} · ${decision.by_name ?? "Staff"}`}
    </Text>
  </li>
)

/** Whether a customer is suspended and why, what staff decided before, and a button to suspend them or to end it. */
export const SuspensionSection = ({ customerId }: { customerId: string }) => {
  const { data, error, refetch } = useSuspension(customerId)
  const suspension = data?.suspension
  return (
    <Section
      title="Access"
      error={error}
      onRetry={() => void refetch()}
      action={
        suspension && (
          <div className="flex items-center gap-3">
            <StatusBadge color={suspension.suspended ? "red" : "green"}>
              {suspension.suspended ? "Suspended" : "Active"}
            </StatusBadge>
            <IfMay permission="customers:write">
              <OpenButton label={suspension.suspended ? "End suspension…" : "Suspend…"}>
                {(close) => <SuspensionForm customerId={customerId} suspends={!suspension.suspended} onClose={close} />}
              </OpenButton>
            </IfMay>
          </div>
        )
      }
    >
      {suspension?.reason && <Fact label="Reason">{suspension.reason}</Fact>}
      {suspension && suspension.history.length > 0 && (
        <ul aria-label="History" className="divide-y">
          {suspension.history.map((decision) => (
            <Decision key={`${decision.at} ${decision.suspended}`} decision={decision} />
          ))}
        </ul>
      )}
    </Section>
  )
}
