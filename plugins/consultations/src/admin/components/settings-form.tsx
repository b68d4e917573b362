import {
  DrawerForm,
  FormDrawer,
  NumberField,
  OpenButton,
  SwitchField,
  TextField,
  useActionForm,
} from "@atrium/admin-kit"

import { ConsultationSettings, type ConsultationSettingsOut } from "../../contracts/consultations"
import { useSaveConsultationSettings } from "../lib/consultations"

type Props = { settings: ConsultationSettingsOut }

const SettingsForm = ({ settings, onClose }: Props & { onClose: () => void }) => {
  const { service_id, updated_at: _updated, ...defaults } = settings
  const { mutateAsync } = useSaveConsultationSettings(service_id)
  const form = useActionForm({
    schema: ConsultationSettings,
    defaults,
    send: mutateAsync,
    done: "Consultation settings saved",
    onDone: onClose,
  })
  const { control } = form
  return (
    <FormDrawer
      title="Consultations"
      description="Times come from the weekly hours and absences of the providers who may work on this service. Booked consultations stay as they are."
      onClose={onClose}
    >
      <DrawerForm form={form} submit="Save">
        <SwitchField control={control} name="offered" label="Offer consultations" />
        <NumberField control={control} name="minutes" label="Length" unit="minutes" />
        <NumberField control={control} name="notice_hours" label="Notice" unit="hours between booking and start" />
        <NumberField control={control} name="horizon_days" label="Horizon" unit="days ahead" />
        <NumberField control={control} name="buffer_minutes" label="Buffer" unit="free minutes afterwards" />
        <TextField
          control={control}
          name="place"
          label="Where"
          hint="For example: Video call. You get the link by email."
        />
      </DrawerForm>
    </FormDrawer>
  )
}

/** Edits whether and how a service offers consultations. */
export const EditSettings = ({ settings }: Props) => (
  <OpenButton label="Edit">{(close) => <SettingsForm settings={settings} onClose={close} />}</OpenButton>
)
