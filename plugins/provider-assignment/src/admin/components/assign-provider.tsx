import type { ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import { Button, Drawer, Label, Select, Text, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import { useActiveProviders, useAssignRequest } from "../lib/assignment"
import { messageOf } from "../lib/sdk"

const UNASSIGN = "unassign"

/** What saving does besides: the rules of service provisioning, in words. */
const consequence = ({ provider, status }: ServiceRequestDetailOut): string => {
  if (provider)
    return `Assigned to ${provider.name}. Changing the provider does not email the customer. Unassigning moves the request to Waiting for first contact and emails the customer.`
  return status === "pending_contact"
    ? "Unassigned. Assigning a provider moves the request to Specialist assigned and emails the customer."
    : "Unassigned. The status stays the same."
}

/** Assigns a request to a provider, to another one, or unassigns it, with a reason for the history. */
export const AssignProvider = ({ request }: { request: ServiceRequestDetailOut }) => {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState("")
  const [reason, setReason] = useState("")
  const providers = useActiveProviders()
  const { mutateAsync, isPending } = useAssignRequest(request.id)

  const current = request.provider?.id
  const choices = providers.filter(({ id }) => id !== current)
  // A completed or canceled request keeps its provider.
  if (request.allowed_statuses.length === 0 || (choices.length === 0 && !request.provider)) return null

  const assign = async () => {
    try {
      await mutateAsync({
        provider_id: chosen === UNASSIGN ? null : chosen,
        updated_at: request.updated_at,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      })
      const name = choices.find((provider) => provider.id === chosen)?.name
      toast.success(name ? `Assigned to ${name}` : "Unassigned")
      setOpen(false)
      setChosen("")
      setReason("")
    } catch (error) {
      toast.error("The provider was not changed", { description: messageOf(error) })
    }
  }

  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {request.provider ? "Change provider" : "Assign provider"}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{request.provider ? "Change provider" : "Assign provider"}</Drawer.Title>
          <Drawer.Description>{consequence(request)}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-4">
          <div className="flex flex-col gap-2">
            <Label htmlFor="new-provider" size="small" weight="plus">
              Provider
            </Label>
            <Select value={chosen} onValueChange={setChosen}>
              <Select.Trigger id="new-provider">
                <Select.Value placeholder="Choose" />
              </Select.Trigger>
              <Select.Content>
                {choices.map(({ id, name }) => (
                  <Select.Item key={id} value={id}>
                    {name}
                  </Select.Item>
                ))}
                {request.provider && <Select.Item value={UNASSIGN}>Unassign</Select.Item>}
              </Select.Content>
            </Select>
          </div>
          <div className="flex flex-col gap-2">
            <Label htmlFor="assign-reason" size="small" weight="plus">
              Reason
            </Label>
            <Textarea
              id="assign-reason"
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
            <Text size="xsmall" className="text-ui-fg-muted">
              Visible to the team only
            </Text>
          </div>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </Drawer.Close>
          <Button size="small" disabled={!chosen} isLoading={isPending} onClick={() => void assign()}>
            Save
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
