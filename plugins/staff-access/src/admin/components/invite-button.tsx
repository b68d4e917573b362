import { DrawerForm, FieldFrame, FormDrawer, OpenButton, TextField, useActionForm, useField } from "@atrium/admin-kit"

import { InviteStaff } from "../../contracts/staff"
import { useInvite, useRoles } from "../lib/staff"
import { RoleSelect } from "./role-select"

const InviteForm = ({ onClose }: { onClose: () => void }) => {
  const { data } = useRoles()
  const { mutateAsync } = useInvite()
  const form = useActionForm({
    schema: InviteStaff,
    defaults: { email: "", role_id: "" },
    send: mutateAsync,
    done: ({ email }) => `Invitation sent to ${email}`,
    onDone: onClose,
  })
  const role = useField({ control: form.control, name: "role_id" })
  return (
    <FormDrawer title="Invite user" description="They get an email with a link to set a password." onClose={onClose}>
      <DrawerForm form={form} submit="Send invitation">
        <TextField control={form.control} name="email" label="Email" type="email" />
        <FieldFrame label="Role" error={role.error}>
          {({ id }) => (
            <RoleSelect
              id={id}
              label="Role"
              roles={data?.roles ?? []}
              value={typeof role.value === "string" ? role.value : ""}
              onChange={role.change}
            />
          )}
        </FieldFrame>
      </DrawerForm>
    </FormDrawer>
  )
}

export const InviteButton = () => (
  <OpenButton label="Invite user" variant="primary">
    {(close) => <InviteForm onClose={close} />}
  </OpenButton>
)
