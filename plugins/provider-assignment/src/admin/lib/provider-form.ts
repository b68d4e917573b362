import type { z } from "zod"

import { WEEKDAYS } from "../../contracts/provider-statuses"
import type { CreateProvider, ProviderOut } from "../../contracts/providers"

/** The fields of the form: the body that creates a provider. */
export type ProviderFields = z.input<typeof CreateProvider>

const OFFICE: [string, string][] = [["09:00", "17:00"]]

/** Initial values of a new provider: office hours in the user's time zone. */
export const newProvider = (): ProviderFields => ({
  email: "",
  name: "",
  phone: null,
  skills: [],
  languages: ["en"],
  regions: [],
  service_ids: null,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  working_hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, OFFICE])),
  capacity_hours_per_week: 40,
  weight: 100,
  priority: 0,
  blocked_emails: [],
})

export const fieldsOf = (provider: ProviderOut): ProviderFields => ({
  email: provider.email,
  name: provider.name,
  phone: provider.phone,
  skills: provider.skills,
  languages: provider.languages,
  regions: provider.regions,
  service_ids: provider.service_ids,
  time_zone: provider.time_zone,
  working_hours: provider.working_hours,
  capacity_hours_per_week: provider.capacity_hours_per_week,
  weight: provider.weight,
  priority: provider.priority,
  blocked_emails: provider.blocked_emails,
})
