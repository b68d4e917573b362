import { DrawerForm, FormDrawer, OpenButton, SelectField, TextField, useActionForm } from "@atrium/admin-kit"
import { safeText } from "@atrium/kernel"
import type { ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { useActiveProviders, useAssignRequest } from "../lib/assignment"

const UNASSIGN = "unassign"

/** What else the change does: the rules of service provisioning in words. */
const consequence = ({ provider, status }: ServiceRequestDetailOut): string => {
  if (provider)
    return `Assigned to ${provider.name}. The customer isn't notified if you change the provider. If you unassign the request, it moves to Waiting for first contact, and the customer gets an email.`
  return status === "pending_contact"
    ? "Unassigned. If you assign a provider, the request moves to Specialist assigned, and the customer gets an email."
    : "Unassigned. The status doesn't change."
}

const Choice = z.strictObject({
  provider_id: z.string().min(1, "Choose a provider"),
  reason: safeText({ max: 500, multiline: true }),
})

type Props = {
  request: ServiceRequestDetailOut
  choices: readonly { value: string; label: string }[]
  onClose: () => void
}

const AssignForm = ({ request, choices, onClose }: Props) => {
  const { mutateAsync } = useAssignRequest(request.id)
  const form = useActionForm({
    schema: Choice,
    defaults: { provider_id: "", reason: "" },
    send: ({ provider_id: chosen, reason }) =>
      mutateAsync({
        provider_id: chosen === UNASSIGN ? null : chosen,
        updated_at: request.updated_at,
        ...(reason ? { reason } : {}),
      }),
    done: ({ provider_id: chosen }) =>
      chosen === UNASSIGN ? "Unassigned" : `Assigned to ${choices.find(({ value }) => value === chosen)?.label}`,
    onDone: onClose,
  })
  return (
    <FormDrawer
      title={request.provider ? "Change provider" : "Assign provider"}
      description={consequence(request)}
      onClose={onClose}
    >
      <DrawerForm form={form} submit={request.provider ? "Change provider" : "Assign provider"}>
        <SelectField control={form.control} name="provider_id" label="Provider" choices={choices} />
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

/** Assigns, reassigns or unassigns a request. The history keeps the reason. */
export const AssignProvider = ({ request }: { request: ServiceRequestDetailOut }) => {
  const choices = [
    ...useActiveProviders()
      .filter(({ id }) => id !== request.provider?.id)
      .map(({ id, name }) => ({ value: id, label: name })),
    ...(request.provider ? [{ value: UNASSIGN, label: "Unassign" }] : []),
  ]
  // A completed or canceled request keeps its provider.
  if (request.allowed_statuses.length === 0 || choices.length === 0) return null
  return (
    <OpenButton label={request.provider ? "Change provider" : "Assign provider"}>
      {(close) => <AssignForm request={request} choices={choices} onClose={close} />}
    </OpenButton>
  )
}
