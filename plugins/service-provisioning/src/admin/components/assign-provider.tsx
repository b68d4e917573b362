import { Button, Drawer, Label, Select, Text, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { SERVICE_REQUEST_STATUS_WORDS } from "../../contracts/statuses"
import { useProviders } from "../lib/providers"
import { messageOf } from "../lib/sdk"
import { useUpdateServiceRequest } from "../lib/service-requests"

const NOBODY = "none"

/** What saving does besides: the same rules as the domain's, in words. */
const consequence = ({ provider, status }: ServiceRequestDetailOut): string => {
  if (provider)
    return `${provider.name} is in charge. Another one takes over without a mail to the customer; taking it back moves the request to Waiting for first contact and tells the customer.`
  return status === "pending_contact"
    ? "Nobody is in charge. Assigning somebody moves the request to Specialist assigned and tells the customer."
    : "Nobody is in charge. The status stays as it is."
}

/** Gives a request to a provider, to another one, or takes it back, with a reason for the history. */
export const AssignProvider = ({ request }: { request: ServiceRequestDetailOut }) => {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState("")
  const [reason, setReason] = useState("")
  const { providers } = useProviders()
  const { mutateAsync, isPending } = useUpdateServiceRequest(request.id)

  const current = request.provider?.id
  // Who is invited or suspended cannot be given work; who has it now stands above the list.
  const choices = providers.filter((provider) => provider.status === "active" && provider.id !== current)
  if (SERVICE_REQUEST_STATUS_WORDS[request.status].final || (choices.length === 0 && !request.provider)) return null

  const assign = async () => {
    try {
      await mutateAsync({
        provider_id: chosen === NOBODY ? null : chosen,
        updated_at: request.updated_at,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      })
      const name = choices.find((provider) => provider.id === chosen)?.name
      toast.success(name ? `${name} is in charge` : "Nobody is in charge any more")
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
          {request.provider ? "Change provider" : "Assign"}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{request.provider ? "Change provider" : "Assign a provider"}</Drawer.Title>
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
                {request.provider && <Select.Item value={NOBODY}>Nobody: take it back</Select.Item>}
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
              Only the team sees it.
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
