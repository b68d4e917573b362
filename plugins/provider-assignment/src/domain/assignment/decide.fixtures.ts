import type { AssignmentFacts, ProviderFacts } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"

/** A Wednesday, 10:00 in UTC. */
export const NOW = "2026-11-18T10:00:00.000Z"

export const POLICY: PolicyContent = {
  rules: ["service", "skills", "languages", "regions", "blocked", "taken_off", "working_hours", "absence", "capacity"],
  scorers: ["fair_share", "priority", "least_recent"],
  interval_days: 30,
  planning_weeks: 4,
}

const DAY: [string, string][] = [["09:00", "17:00"]]

/** A provider who can do everything, works eight hours a day in UTC and has done nothing yet. */
export const someProvider = (change: Partial<ProviderFacts> & { id: string }): ProviderFacts => ({
  name: change.id,
  status: "active",
  skills: ["gst"],
  languages: ["en"],
  regions: [],
  service_ids: null,
  time_zone: "UTC",
  working_hours: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  absences: [],
  capacity_minutes: 40 * 60,
  reserved: {},
  weight: 100,
  priority: 0,
  last_assigned_at: null,
  effort_minutes: 0,
  missed: {},
  blocked: false,
  taken_off: false,
  ...change,
})

export const someFacts = (
  providers: ProviderFacts[],
  change: Partial<Omit<AssignmentFacts, "needs">> & { needs?: Partial<AssignmentFacts["needs"]> } = {}
): AssignmentFacts => ({
  at: NOW,
  request: { id: "sreq_1", service_id: "prod_1", category: null },
  extra: {},
  ...change,
  needs: {
    skills: ["gst"],
    languages: ["en"],
    regions: [],
    effort_minutes: 300,
    contact_by: "2026-11-19T10:00:00.000Z",
    ...change.needs,
  },
  providers,
})
