import { DrawerForm, FormDrawer, RadioField, TextField, useActionForm } from "@atrium/admin-kit"

import { StartPrivacy } from "../../contracts/privacy-requests"
import { useStartPrivacyRequest } from "../lib/privacy-requests"

const KINDS = [
  { value: "export", label: "Export", text: "The person gets an emailed link to an archive of all their data" },
  {
    value: "erase",
    label: "Erasure",
    text: "A second person confirms it within seven days. Then all their data is removed for good.",
  },
]

/** Starts a request for a person who asked by letter. It needs no confirmation by email; an erasure needs a second person. */
export const StartPrivacyRequest = ({ onClose }: { onClose: () => void }) => {
  const { mutateAsync } = useStartPrivacyRequest()
  const form = useActionForm({
    schema: StartPrivacy,
    defaults: { kind: "export" as const, email: "", reason: "" },
    send: mutateAsync,
    done: "Request started",
    onDone: onClose,
  })
  const { control } = form
  return (
    <FormDrawer
      title="Start a request"
      description="For a person who asked by letter or phone. They get no emailed link to confirm it: verify who they are first."
      onClose={onClose}
    >
      <DrawerForm form={form} submit="Start request">
        <RadioField control={control} name="kind" label="What the person asks for" choices={KINDS} />
        <TextField control={control} name="email" label="Email address" type="email" autoComplete="off" />
        <TextField
          control={control}
          name="reason"
          label="Reason"
          hint="How the person asked, and how you verified who they are. Stored in the audit log."
          multiline
        />
      </DrawerForm>
    </FormDrawer>
  )
}
