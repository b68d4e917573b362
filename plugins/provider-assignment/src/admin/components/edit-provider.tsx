import { Button, Drawer, toast } from "@medusajs/ui"
import { useState } from "react"

import type { ProviderDetailOut } from "../../contracts/providers"
import { checkDraft, draftOf, type Mistakes } from "../lib/provider-draft"
import { useUpdateProvider } from "../lib/providers"
import { messageOf } from "../lib/sdk"
import { ProviderForm } from "./provider-form"

/** The drawer that changes everything about a provider but its mailbox. */
export const EditProvider = ({ provider }: { provider: ProviderDetailOut }) => {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(() => draftOf(provider))
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const { mutateAsync, isPending } = useUpdateProvider(provider.id)

  const show = (opened: boolean) => {
    // What somebody else changed meanwhile is what this editing starts from.
    if (opened) setDraft(draftOf(provider))
    setMistakes({})
    setOpen(opened)
  }
  const save = async () => {
    const checked = checkDraft(draft)
    setMistakes(checked.mistakes ?? {})
    if (!checked.body) return
    const { email: _login, ...change } = checked.body
    try {
      await mutateAsync({ ...change, updated_at: provider.updated_at })
      toast.success(`${draft.name.trim()} is saved`)
      setOpen(false)
    } catch (error) {
      toast.error("The provider was not saved", { description: messageOf(error) })
    }
  }

  return (
    <Drawer open={open} onOpenChange={show}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          Edit
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>Edit provider</Drawer.Title>
          <Drawer.Description>Work that is already promised stays as it is.</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="overflow-y-auto">
          <ProviderForm draft={draft} mistakes={mistakes} onChange={setDraft} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={isPending} onClick={() => void save()}>
            Save
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
