import {
  ConfirmButton,
  DrawerForm,
  Empty,
  FormDrawer,
  formatMoment,
  IfMay,
  OpenButton,
  Section,
  TextField,
  useActionForm,
} from "@atrium/admin-kit"
import { Text } from "@medusajs/ui"
import { z } from "zod"

import { AddAbsence, type ProviderDetailOut } from "../../contracts/providers"
import { useAddAbsence, useRemoveAbsence } from "../lib/providers"

/** A date and time as the browser's input returns it, in the user's time zone. */
const localMoment = z
  .string()
  .min(1, "Enter a date and time")
  .transform((text) => new Date(text).toISOString())

const Absence = z
  .strictObject({ starts_at: localMoment, ends_at: localMoment, reason: AddAbsence.shape.reason })
  .refine(({ starts_at, ends_at }) => starts_at < ends_at, {
    path: ["ends_at"],
    error: "The end must be after the start",
  })

const AbsenceForm = ({ provider, onClose }: { provider: ProviderDetailOut; onClose: () => void }) => {
  const { mutateAsync } = useAddAbsence(provider.id)
  const form = useActionForm({
    schema: Absence,
    defaults: { starts_at: "", ends_at: "", reason: null },
    send: mutateAsync,
    done: "Absence added",
    onDone: onClose,
  })
  return (
    <FormDrawer
      title="Add absence"
      description={`${provider.name} isn't assigned new work during an absence. They keep the requests they already have.`}
      onClose={onClose}
    >
      <DrawerForm form={form} submit="Add absence">
        <TextField
          control={form.control}
          name="starts_at"
          label="From"
          type="datetime-local"
          hint="In your time zone"
        />
        <TextField control={form.control} name="ends_at" label="Until" type="datetime-local" />
        <TextField control={form.control} name="reason" label="Reason" hint="Optional" nullable />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Times at which the provider isn't assigned new work. */
export const AbsencesSection = ({ provider }: { provider: ProviderDetailOut }) => {
  const { mutate, isPending } = useRemoveAbsence(provider.id)
  const now = new Date().toISOString()
  return (
    <Section
      title="Absences"
      action={
        <IfMay permission="providers:write">
          <OpenButton label="Add absence">{(close) => <AbsenceForm provider={provider} onClose={close} />}</OpenButton>
        </IfMay>
      }
    >
      {provider.absences.length === 0 && (
        <Empty>No absences yet. Add one for times when this provider can't take new work.</Empty>
      )}
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
                <ConfirmButton
                  variant="transparent"
                  ask={{
                    title: "Remove this absence?",
                    description:
                      "The provider can be assigned work during this time. An absence that has started ends now.",
                    confirmText: "Remove absence",
                  }}
                  disabled={isPending}
                  onConfirm={() => mutate(absence.id)}
                >
                  Remove absence
                </ConfirmButton>
              </IfMay>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
