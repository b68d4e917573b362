import { Button, Drawer, IconButton, Text, toast, usePrompt } from "@medusajs/ui"
import { Trash } from "@medusajs/icons"
import { useState } from "react"

import type { ProviderDetailOut } from "../../contracts/providers"
import { formatMoment } from "../lib/format"
import { useAddAbsence, useRemoveAbsence } from "../lib/providers"
import { messageOf } from "../lib/sdk"
import { TextField } from "./fields"
import { Empty, Section } from "./section"
import { IfMay } from "./if-may"

const AddAbsence = ({ id, name }: { id: string; name: string }) => {
  const [open, setOpen] = useState(false)
  const [from, setFrom] = useState("")
  const [to, setTo] = useState("")
  const [reason, setReason] = useState("")
  const { mutateAsync, isPending } = useAddAbsence(id)
  const wrong = from && to && from >= to ? "The end must be after the beginning" : undefined
  const add = async () => {
    try {
      const span = { starts_at: new Date(from).toISOString(), ends_at: new Date(to).toISOString() }
      await mutateAsync({ ...span, reason: reason.trim() || null })
      toast.success("Absence added", { description: `${name} gets no new work in that time.` })
      setOpen(false)
      setFrom("")
      setTo("")
      setReason("")
    } catch (error) {
      toast.error("The absence was not added", { description: messageOf(error) })
    }
  }
  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          Add
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>Add absence</Drawer.Title>
          <Drawer.Description>What {name} has in hand stays with it.</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-4">
          <TextField label="From" type="datetime-local" value={from} onChange={setFrom} hint="In your time zone" />
          <TextField label="Until" type="datetime-local" value={to} onChange={setTo} error={wrong} />
          <TextField label="Reason" value={reason} onChange={setReason} hint="Optional" />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            disabled={!from || !to || Boolean(wrong)}
            isLoading={isPending}
            onClick={() => void add()}
          >
            Add
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

/** When the provider takes no work, with what adds to it and takes from it. */
export const AbsencesSection = ({ provider }: { provider: ProviderDetailOut }) => {
  const { mutateAsync, isPending } = useRemoveAbsence(provider.id)
  const confirm = usePrompt()
  const remove = async (id: string) => {
    const sure = await confirm({
      title: "Remove this absence?",
      description: "The provider takes work in that time again. One that has begun ends now.",
    })
    if (!sure) return
    try {
      await mutateAsync(id)
      toast.success("Absence removed")
    } catch (error) {
      toast.error("The absence was not removed", { description: messageOf(error) })
    }
  }
  const now = new Date().toISOString()
  return (
    <Section
      title="Absences"
      action={
        <IfMay permission="providers:write">
          <AddAbsence id={provider.id} name={provider.name} />
        </IfMay>
      }
    >
      {provider.absences.length === 0 ? (
        <Empty>No absence. Days on which this provider takes no work appear here.</Empty>
      ) : (
        <ul className="divide-y">
          {provider.absences.map((absence) => (
            <li key={absence.id} className="flex items-center justify-between gap-4 px-6 py-3">
              <div>
                <Text size="small" leading="compact" weight="plus">
                  {formatMoment(absence.starts_at)} – {formatMoment(absence.ends_at)}
                </Text>
                {absence.reason && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {absence.reason}
                  </Text>
                )}
              </div>
              {absence.ends_at > now && (
                <IfMay permission="providers:write">
                  <IconButton
                    size="small"
                    variant="transparent"
                    aria-label="Remove absence"
                    disabled={isPending}
                    onClick={() => void remove(absence.id)}
                  >
                    <Trash />
                  </IconButton>
                </IfMay>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
