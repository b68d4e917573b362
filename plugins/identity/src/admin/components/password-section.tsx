import { DrawerForm, FormDrawer, OpenButton, Section, TextField, useActionForm } from "@atrium/admin-kit"

import { ChangePassword } from "../../contracts/account"
import { MIN_PASSWORD_LENGTH } from "../../contracts/passwords"
import { useChangePassword } from "../lib/sign-ins"

const PasswordForm = ({ onDone }: { onDone: () => void }) => {
  const { mutateAsync } = useChangePassword()
  const form = useActionForm({
    schema: ChangePassword,
    defaults: { current_password: "", password: "" },
    send: mutateAsync,
    done: "Password changed. You've been signed out on all other devices.",
    onDone,
  })
  return (
    <DrawerForm form={form} submit="Change password">
      <TextField
        control={form.control}
        name="current_password"
        type="password"
        autoComplete="current-password"
        label="Current password"
      />
      <TextField
        control={form.control}
        name="password"
        type="password"
        autoComplete="new-password"
        label="New password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters. Three random words make a good password.`}
      />
    </DrawerForm>
  )
}

/** Changes the user's own password. */
export const PasswordSection = () => (
  <Section
    title="Password"
    hint="Changing it signs you out on all other devices"
    action={
      <OpenButton label="Change password">
        {(close) => (
          <FormDrawer title="Change password" onClose={close}>
            <PasswordForm onDone={close} />
          </FormDrawer>
        )}
      </OpenButton>
    }
  >
    {null}
  </Section>
)
