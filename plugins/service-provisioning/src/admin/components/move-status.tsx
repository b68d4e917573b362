import { DrawerForm, FormDrawer, OpenButton, SelectField, TextField, useActionForm } from "@atrium/admin-kit"
import { safeText } from "@atrium/kernel"
import { z } from "zod"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { SERVICE_REQUEST_STATUSES, serviceRequestStatusLabel } from "../../contracts/statuses"
import { useUpdateServiceRequest } from "../lib/service-requests"

const Move = z.strictObject({
  status: z.enum(SERVICE_REQUEST_STATUSES, { error: "Choose a status" }),
  reason: safeText({ max: 500, multiline: true }),
})

const MoveForm = ({ request, onClose }: { request: ServiceRequestDetailOut; onClose: () => void }) => {
  const { mutateAsync } = useUpdateServiceRequest(request.id)
  const form = useActionForm({
    schema: Move,
    defaults: { reason: "" },
    send: ({ status, reason }) =>
      mutateAsync({ status, updated_at: request.updated_at, ...(reason ? { reason } : {}) }),
    done: ({ status }) => `Moved to ${serviceRequestStatusLabel(status)}`,
    onDone: onClose,
  })
  return (
    <FormDrawer
      title="Change status"
      description={`Current status: ${request.status_label}. The customer gets an email about every public change.`}
      onClose={onClose}
    >
      <DrawerForm form={form} submit="Change status">
        <SelectField
          control={form.control}
          name="status"
          label="New status"
          choices={request.allowed_statuses.map((value) => ({ value, label: serviceRequestStatusLabel(value) }))}
        />
        <TextField
          control={form.control}
          name="reason"
          label="Reason"
          hint="Kept in the history. Visible to staff only."
          multiline
        />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Moves a request to a status that its current status allows. The history keeps the reason. */
export const MoveStatus = ({ request }: { request: ServiceRequestDetailOut }) =>
  request.allowed_statuses.length === 0 ? null : (
    <OpenButton label="Change status">{(close) => <MoveForm request={request} onClose={close} />}</OpenButton>
  )
