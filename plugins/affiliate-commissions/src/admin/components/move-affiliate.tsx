import { Button, Drawer, Label, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import type { AffiliateDetailOut } from "../../contracts"
import { useUpdateAffiliate } from "../lib/affiliates"
import { messageOf } from "../lib/sdk"

/** Suspends an affiliate or lets it earn again, with a reason. */
export const MoveAffiliate = ({ affiliate }: { affiliate: AffiliateDetailOut }) => {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState("")
  const { mutate, isPending } = useUpdateAffiliate(affiliate.id)
  const suspends = affiliate.status === "active"
  const verb = suspends ? "Suspend" : "Let earn again"

  const move = () =>
    mutate(
      { status: suspends ? "suspended" : "active", reason: reason.trim() },
      {
        onSuccess: () => {
          toast.success(suspends ? "Suspended" : "Active again")
          setOpen(false)
          setReason("")
        },
        onError: (error) => toast.error("Nothing was changed", { description: messageOf(error) }),
      }
    )

  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {verb}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{`${verb}: ${affiliate.code}`}</Drawer.Title>
          <Drawer.Description>
            {suspends
              ? "New visits and orders are not credited any more. What was earned stays."
              : "New visits and orders are credited again."}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-2">
          <Label htmlFor="affiliate-reason" size="small" weight="plus">
            Reason (kept in the history)
          </Label>
          <Textarea
            id="affiliate-reason"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            variant={suspends ? "danger" : "primary"}
            disabled={!reason.trim()}
            isLoading={isPending}
            onClick={move}
          >
            {verb}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
