import { DrawerForm, FormDrawer, OpenButton, useActionForm } from "@atrium/admin-kit"

import { CreateProvider, type ProviderDetailOut } from "../../contracts/providers"
import { fieldsOf } from "../lib/provider-form"
import { useUpdateProvider } from "../lib/providers"
import { ProviderForm } from "./provider-form"

const EditForm = ({ provider, onClose }: { provider: ProviderDetailOut; onClose: () => void }) => {
  const { mutateAsync } = useUpdateProvider(provider.id)
  const form = useActionForm({
    schema: CreateProvider,
    defaults: fieldsOf(provider),
    send: ({ email: _signIn, ...profile }) => mutateAsync({ ...profile, updated_at: provider.updated_at }),
    done: "Provider saved",
    onDone: onClose,
  })
  return (
    <FormDrawer title="Edit provider" description="Work that is already assigned isn't affected." onClose={onClose}>
      <DrawerForm form={form} submit="Save provider">
        <ProviderForm control={form.control} />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Edits a provider, except for their email address. */
export const EditProvider = ({ provider }: { provider: ProviderDetailOut }) => (
  <OpenButton label="Edit">{(close) => <EditForm provider={provider} onClose={close} />}</OpenButton>
)
