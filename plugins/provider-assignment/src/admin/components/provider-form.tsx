import { Heading } from "@medusajs/ui"

import { type Mistakes, mistakesOfDays, type ProviderDraft } from "../lib/provider-draft"
import { LinesField, NumberField, TextField } from "./fields"
import { ServicesField } from "./services-field"
import { WorkingHoursField } from "./working-hours-field"

type Props = {
  draft: ProviderDraft
  mistakes: Mistakes
  onChange: (draft: ProviderDraft) => void
  /** A provider's mailbox is its login: it is set once. */
  isNew?: boolean
}

/** Everything staff say of a provider. */
export const ProviderForm = ({ draft, mistakes, onChange, isNew = false }: Props) => {
  const set = <K extends keyof ProviderDraft>(field: K) => ({
    error: mistakes[field],
    onChange: (value: ProviderDraft[K]) => onChange({ ...draft, [field]: value }),
  })
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <TextField label="Name" value={draft.name} {...set("name")} />
        {isNew && (
          <TextField
            label="Email"
            type="email"
            value={draft.email}
            hint="Gets the invitation and is the login"
            {...set("email")}
          />
        )}
        <TextField label="Phone" type="tel" value={draft.phone} hint="With country code" {...set("phone")} />
      </div>
      <Heading level="h2">What it can do</Heading>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <LinesField
          label="Skills"
          values={draft.skills}
          hint="As services ask for them, one a line"
          {...set("skills")}
        />
        <LinesField
          label="Languages"
          values={draft.languages}
          hint="Codes such as en, one a line"
          {...set("languages")}
        />
        <LinesField label="Regions" values={draft.regions} hint="One a line; none: everywhere" {...set("regions")} />
        <LinesField
          label="Blocked customers"
          values={draft.blocked_emails}
          hint="Mailboxes whose work it never gets, one a line"
          {...set("blocked_emails")}
        />
      </div>
      <ServicesField value={draft.service_ids} {...set("service_ids")} />
      <Heading level="h2">When and how much</Heading>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <TextField label="Time zone" value={draft.time_zone} hint="For example Asia/Kolkata" {...set("time_zone")} />
        <NumberField
          label="Capacity (hours a week)"
          value={draft.capacity_hours_per_week}
          hint="Effort promised in a week never exceeds it"
          {...set("capacity_hours_per_week")}
        />
        <NumberField
          label="Weight"
          value={draft.weight}
          hint="Share of the work: 100 is a full one"
          {...set("weight")}
        />
        <NumberField
          label="Priority"
          value={draft.priority}
          hint="Decides between equals: higher is first"
          {...set("priority")}
        />
      </div>
      <WorkingHoursField
        value={draft.working_hours}
        errors={mistakesOfDays(mistakes)}
        onChange={(working_hours) => onChange({ ...draft, working_hours })}
      />
    </div>
  )
}
