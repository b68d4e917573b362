import { FormModal, OpenButton, useActionForm } from "@atrium/admin-kit"
import { Button } from "@medusajs/ui"

import { CreateProvider as NewProvider } from "../../contracts/providers"
import { newProvider } from "../lib/provider-form"
import { useCreateProvider } from "../lib/providers"
import { ProviderForm } from "./provider-form"

export const CreateProviderForm = ({ onClose }: { onClose: () => void }) => {
  const { mutateAsync } = useCreateProvider()
  const form = useActionForm({
    schema: NewProvider,
    defaults: newProvider(),
    send: mutateAsync,
    done: ({ email }) => `Invitation sent to ${email}`,
    onDone: onClose,
  })
  return (
    <FormModal
      form={form}
      title="Create provider"
      description="They get an invitation by email and can be assigned work once they've set a password."
      onClose={onClose}
      actions={
        <Button size="small" isLoading={form.formState.isSubmitting} onClick={() => void form.submit()}>
          Create and invite
        </Button>
      }
    >
      <ProviderForm control={form.control} isNew />
    </FormModal>
  )
}

/** Creates a provider and invites them by email. */
export const CreateProvider = () => (
  <OpenButton label="Create provider">{(close) => <CreateProviderForm onClose={close} />}</OpenButton>
)
