import { Button, Drawer, Label, Select, Text, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { type ServiceRequestStatus, serviceRequestStatusLabel } from "../../contracts/statuses"
import { messageOf } from "../lib/sdk"
import { useUpdateServiceRequest } from "../lib/service-requests"

/** Moves a request to one of the states its present state allows, with a reason for the history. */
export const MoveStatus = ({ request }: { request: ServiceRequestDetailOut }) => {
  const [open, setOpen] = useState(false)
  const [status, setStatus] = useState<ServiceRequestStatus | "">("")
  const [reason, setReason] = useState("")
  const { mutateAsync, isPending } = useUpdateServiceRequest(request.id)

  if (request.allowed_statuses.length === 0) return null

  const move = async () => {
    if (!status) return
    try {
      await mutateAsync({ status, updated_at: request.updated_at, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      toast.success(`Moved to ${serviceRequestStatusLabel(status)}`, { description: "The customer gets a mail." })
      setOpen(false)
      setStatus("")
      setReason("")
    } catch (error) {
      toast.error("The status was not changed", { description: messageOf(error) })
    }
  }

  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          Change status
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>Change status</Drawer.Title>
          <Drawer.Description>
            Now: {request.status_label}. The customer is told about every public change.
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-4">
          <div className="flex flex-col gap-2">
            <Label htmlFor="new-status" size="small" weight="plus">
              New status
            </Label>
            <Select value={status} onValueChange={(value) => setStatus(value as ServiceRequestStatus)}>
              <Select.Trigger id="new-status">
                <Select.Value placeholder="Choose" />
              </Select.Trigger>
              <Select.Content>
                {request.allowed_statuses.map((allowed) => (
                  <Select.Item key={allowed} value={allowed}>
                    {serviceRequestStatusLabel(allowed)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
          <div className="flex flex-col gap-2">
            <Label htmlFor="move-reason" size="small" weight="plus">
              Reason (kept in the history)
            </Label>
            <Textarea
              id="move-reason"
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
          <Button size="small" disabled={!status} isLoading={isPending} onClick={() => void move()}>
            Save
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
