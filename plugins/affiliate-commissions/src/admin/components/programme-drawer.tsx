import {
  DrawerForm,
  FormDrawer,
  NumberField,
  RadioField,
  SwitchField,
  TextField,
  useActionForm,
} from "@atrium/admin-kit"

import { CreateProgramme, type ProgrammeOut, UpdateProgramme } from "../../contracts"
import { useSaveProgramme } from "../lib/programmes"

const RULES = [
  { value: "last_click", label: "Last click", text: "The affiliate whose link was clicked last" },
  { value: "first_click", label: "First click", text: "The affiliate whose link was clicked first" },
]

/** The fields for a new program and for changes, which here always include every field. */
const Terms = CreateProgramme.extend({ open: UpdateProgramme.shape.open })

type Props = { programme?: ProgrammeOut; onClose: () => void }

/** Edits the terms of a program. Every save creates a version, and orders that are already paid keep their terms. */
export const ProgrammeDrawer = ({ programme, onClose }: Props) => {
  const { mutateAsync } = useSaveProgramme(programme?.id)
  const form = useActionForm({
    schema: Terms,
    defaults: {
      name: programme?.name ?? "",
      attribution: programme?.attribution ?? "last_click",
      window_days: programme?.window_days ?? 30,
      holding_days: programme?.holding_days ?? 30,
      ...(programme ? { open: programme.open } : {}),
    },
    send: mutateAsync,
    done: programme ? "Saved for new orders" : "Program created",
    onDone: onClose,
  })
  const { control } = form
  return (
    <FormDrawer
      title={programme ? programme.name : "Create program"}
      description={
        programme
          ? "New terms apply to orders paid from now on. Earlier orders keep their terms."
          : "A program pays nothing until you set a rate."
      }
      onClose={onClose}
    >
      <DrawerForm form={form} submit={programme ? "Save terms" : "Create program"}>
        <TextField control={control} name="name" label="Name" />
        <RadioField
          control={control}
          name="attribution"
          label="Who earns if several affiliates referred a customer"
          choices={RULES}
        />
        <NumberField
          control={control}
          name="window_days"
          label="Attribution window"
          unit="days"
          hint="How long after a click a purchase still counts"
        />
        <NumberField
          control={control}
          name="holding_days"
          label="Holding period"
          unit="days"
          hint="Time from payment until a commission becomes payable"
        />
        {programme && (
          <SwitchField
            control={control}
            name="open"
            label="Accept new affiliates"
            hint="When off, existing affiliates keep earning."
          />
        )}
      </DrawerForm>
    </FormDrawer>
  )
}
