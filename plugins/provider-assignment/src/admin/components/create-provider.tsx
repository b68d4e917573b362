import { Button, FocusModal, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"

import { checkDraft, type Mistakes, newDraft } from "../lib/provider-draft"
import { useCreateProvider } from "../lib/providers"
import { messageOf } from "../lib/sdk"
import { ProviderForm } from "./provider-form"

/** The button that opens the form for a new provider; saving invites it by mail. */
export const CreateProvider = () => {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(newDraft)
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const { mutateAsync, isPending } = useCreateProvider()

  const save = async () => {
    const checked = checkDraft(draft)
    setMistakes(checked.mistakes ?? {})
    if (!checked.body) return
    try {
      await mutateAsync(checked.body)
      toast.success(`${draft.name.trim()} is invited`, {
        description: `A mail to ${draft.email.trim()} is on its way.`,
      })
      setOpen(false)
      setDraft(newDraft())
    } catch (error) {
      toast.error("The provider was not added", { description: messageOf(error) })
    }
  }

  return (
    <FocusModal open={open} onOpenChange={setOpen}>
      <FocusModal.Trigger asChild>
        <Button size="small" variant="secondary">
          Create
        </Button>
      </FocusModal.Trigger>
      <FocusModal.Content>
        <FocusModal.Header />
        <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto py-16">
          <div className="flex w-full max-w-[720px] flex-col gap-6 px-4">
            <div>
              <FocusModal.Title asChild>
                <Heading>Create provider</Heading>
              </FocusModal.Title>
              <FocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  The provider is invited by mail and gets work once it has set a password.
                </Text>
              </FocusModal.Description>
            </div>
            <ProviderForm draft={draft} mistakes={mistakes} onChange={setDraft} isNew />
          </div>
        </FocusModal.Body>
        <FocusModal.Footer>
          <FocusModal.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </FocusModal.Close>
          <Button size="small" isLoading={isPending} onClick={() => void save()}>
            Create and invite
          </Button>
        </FocusModal.Footer>
      </FocusModal.Content>
    </FocusModal>
  )
}
