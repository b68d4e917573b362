import { type FieldOf, LinesField, NumberField, TextField } from "@atrium/admin-kit"
import { Heading } from "@medusajs/ui"

import type { ProviderFields } from "../lib/provider-form"
import { ServicesField } from "./services-field"
import { WorkingHoursField } from "./working-hours-field"

type Props<O> = Pick<FieldOf<ProviderFields, O>, "control"> & {
  /** Whether to ask for the email address, which can't be changed later because the provider signs in with it. */
  isNew?: boolean
}

/** All fields of a provider. */
export const ProviderForm = <O,>({ control, isNew = false }: Props<O>) => (
  <div className="flex flex-col gap-6">
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <TextField control={control} name="name" label="Name" />
      {isNew && (
        <TextField
          control={control}
          name="email"
          label="Email"
          type="email"
          hint="Used for the invitation and to sign in"
        />
      )}
      <TextField control={control} name="phone" label="Phone" type="tel" hint="With country code" nullable />
    </div>
    <Heading level="h2">Skills and services</Heading>
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <LinesField
        control={control}
        name="skills"
        label="Skills"
        hint="One per line, spelled as in the service templates"
      />
      <LinesField control={control} name="languages" label="Languages" hint="Language codes such as en, one per line" />
      <LinesField control={control} name="regions" label="Regions" hint="One per line. Leave blank for everywhere." />
      <LinesField
        control={control}
        name="blocked_emails"
        label="Blocked customers"
        hint="Email addresses, one per line. This provider is never assigned their requests."
      />
    </div>
    <ServicesField control={control} name="service_ids" />
    <Heading level="h2">Availability</Heading>
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <TextField control={control} name="time_zone" label="Time zone" hint="For example Asia/Kolkata" />
      <NumberField
        control={control}
        name="capacity_hours_per_week"
        label="Capacity"
        unit="hours per week"
        hint="The most work that is assigned to them per week"
      />
      <NumberField control={control} name="weight" label="Weight" hint="Share of the work. 100 is a full share." />
      <NumberField control={control} name="priority" label="Priority" hint="Breaks ties. Higher numbers come first." />
    </div>
    <WorkingHoursField control={control} />
  </div>
)
