import { graphRows } from "@atrium/server"
import { createProvider as addProvider } from "@atrium/provider-assignment/use-cases"
import { activateProviderWorkflow } from "@atrium/provider-assignment/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { DEMO_PASSWORD } from "./seed-people"

type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat"

/** The same spans on each of these days. */
const weekOf = (days: readonly Day[], ...spans: [string, string][]) =>
  Object.fromEntries(days.map((day) => [day, spans]))

const WEEKDAYS: readonly Day[] = ["mon", "tue", "wed", "thu", "fri"]

/**
 * Who works for the demo's firm. Every service of the catalogue has two providers at least; each speaks English, which
 * the services ask for, and works everywhere unless regions say otherwise.
 */
export const DEMO_PROVIDERS = [
  {
    name: "Asha Menon",
    email: "asha@providers.atrium.test",
    phone: "+914844012345",
    skills: ["bookkeeping", "annual-accounts", "gst", "company-law"],
    languages: ["en", "hi", "ml"],
    time_zone: "Asia/Kolkata",
    working_hours: weekOf(WEEKDAYS, ["09:30", "13:00"], ["14:00", "18:30"]),
    capacity_hours_per_week: 36,
    // The one whose login the demo names: first among equals.
    priority: 10,
  },
  {
    name: "Daniel Okafor",
    email: "daniel@providers.atrium.test",
    phone: "+442079460321",
    skills: ["bookkeeping", "annual-accounts", "gst"],
    languages: ["en", "fr"],
    time_zone: "Europe/London",
    working_hours: weekOf(WEEKDAYS, ["09:00", "17:30"]),
    capacity_hours_per_week: 38,
  },
  {
    name: "Rohan Kulkarni",
    email: "rohan@providers.atrium.test",
    phone: "+912240123456",
    skills: ["trademark", "contracts", "company-law"],
    languages: ["en", "hi", "mr"],
    time_zone: "Asia/Kolkata",
    working_hours: weekOf([...WEEKDAYS, "sat"], ["10:00", "18:00"]),
    capacity_hours_per_week: 40,
  },
  {
    name: "Elena Weber",
    email: "elena@providers.atrium.test",
    phone: "+493056789012",
    skills: ["contracts", "company-law", "trademark", "immigration"],
    languages: ["en", "de"],
    time_zone: "Europe/Berlin",
    working_hours: weekOf(WEEKDAYS, ["08:30", "16:30"]),
    capacity_hours_per_week: 32,
  },
  {
    name: "Mei Lin Tan",
    email: "meilin@providers.atrium.test",
    phone: "+6561234567",
    skills: ["immigration", "work-permits", "students"],
    languages: ["en", "zh", "ms"],
    time_zone: "Asia/Singapore",
    working_hours: weekOf(WEEKDAYS, ["09:00", "18:00"]),
    capacity_hours_per_week: 40,
  },
  {
    name: "Carlos Duarte",
    email: "carlos@providers.atrium.test",
    phone: "+12125550147",
    skills: ["immigration", "work-permits", "students"],
    languages: ["en", "es", "pt"],
    time_zone: "America/New_York",
    working_hours: weekOf(WEEKDAYS, ["09:00", "17:00"]),
    capacity_hours_per_week: 30,
    // Three days of five belong to the firm.
    weight: 60,
  },
  {
    name: "Sofia Lindqvist",
    email: "sofia@providers.atrium.test",
    phone: "+46812345678",
    skills: ["brand-design", "web-design", "web-development", "copywriting", "social-media"],
    languages: ["en", "sv"],
    time_zone: "Europe/Stockholm",
    working_hours: weekOf(WEEKDAYS, ["09:00", "17:30"]),
    capacity_hours_per_week: 40,
  },
  {
    name: "Nadia Haddad",
    email: "nadia@providers.atrium.test",
    phone: "+97144567890",
    skills: ["copywriting", "social-media", "brand-design", "web-design", "web-development"],
    languages: ["en", "ar", "fr"],
    time_zone: "Asia/Dubai",
    working_hours: weekOf(WEEKDAYS, ["09:00", "18:00"]),
    capacity_hours_per_week: 40,
  },
] as const

const Provider = z.object({ id: z.string(), email: z.string(), status: z.string() })

/** The demo's providers, each with a login. Existing rows are not changed. */
export const seedProviders = async (container: MedusaContainer): Promise<void> => {
  const emails = DEMO_PROVIDERS.map(({ email }) => email)
  const data = await graphRows(container, Provider, {
    entity: "provider",
    fields: ["id", "email", "status"],
    filters: { email: emails },
  })
  const known = new Map(data.map(({ email, ...provider }) => [email, provider]))
  // Each on its own, at once: most of the time goes into the hashes of their passwords.
  await Promise.all(
    DEMO_PROVIDERS.map(async (provider) => {
      const found = known.get(provider.email)
      if (found && found.status !== "invited") return
      const provider_id = found?.id ?? (await createProvider(container, provider))
      const login = { provider_id, email: provider.email, password: DEMO_PASSWORD }
      await activateProviderWorkflow(container).run({ input: login })
    })
  )
}

const createProvider = async (
  container: MedusaContainer,
  provider: (typeof DEMO_PROVIDERS)[number]
): Promise<string> => {
  const { id } = await addProvider(container, {
    ...{ regions: [], service_ids: null, weight: 100, priority: 0, blocked_emails: [] },
    ...provider,
    skills: [...provider.skills],
    languages: [...provider.languages],
    invite: false,
  })
  return id
}
