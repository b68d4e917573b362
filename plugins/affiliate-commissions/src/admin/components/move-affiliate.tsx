import { DrawerForm, FormDrawer, OpenButton, TextField, useActionForm } from "@atrium/admin-kit"

import { type AffiliateDetailOut, UpdateAffiliate } from "../../contracts"
import { useUpdateAffiliate } from "../lib/affiliates"

const MoveForm = ({ affiliate, onClose }: { affiliate: AffiliateDetailOut; onClose: () => void }) => {
  const { mutateAsync } = useUpdateAffiliate(affiliate.id)
  const suspends = affiliate.status === "active"
  const form = useActionForm({
    schema: UpdateAffiliate,
    defaults: { status: suspends ? "suspended" : "active", reason: "" },
    send: mutateAsync,
    done: suspends ? "Affiliate suspended" : "Affiliate reactivated",
    onDone: onClose,
  })
  return (
    <FormDrawer
      title={suspends ? `Suspend ${affiliate.code}` : `Reactivate ${affiliate.code}`}
      description={
        suspends
          ? "New clicks and orders no longer earn commission. The affiliate keeps what they've earned."
          : "New clicks and orders earn commission again."
      }
      onClose={onClose}
    >
      <DrawerForm form={form} submit={suspends ? "Suspend affiliate" : "Reactivate affiliate"} danger={suspends}>
        <TextField control={form.control} name="reason" label="Reason" hint="Kept in the history" multiline />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Suspends or reactivates an affiliate. The history keeps the reason. */
export const MoveAffiliate = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <OpenButton label={affiliate.status === "active" ? "Suspend" : "Reactivate"}>
    {(close) => <MoveForm affiliate={affiliate} onClose={close} />}
  </OpenButton>
)
