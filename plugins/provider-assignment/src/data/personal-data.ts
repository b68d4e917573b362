import { eraseBySql, type PersonalData, withoutCustomers } from "@atrium/server"

export const assignmentPersonalData: readonly PersonalData[] = [
  {
    table: "provider",
    what: "customers whom a provider doesn't work for",
    erasure: "cleared",
    why: "the provider stays",
    erase: eraseBySql(
      `UPDATE provider SET blocked_emails = ARRAY(SELECT email FROM unnest(blocked_emails) email
         WHERE NOT lower(email) = ANY(:emails))
       WHERE EXISTS (SELECT FROM unnest(blocked_emails) email WHERE lower(email) = ANY(:emails))`
    ),
  },
  ...withoutCustomers("which provider did the work and why: ids and figures of providers", [
    "assignment",
    "assignment_decision",
    "provider_absence",
  ]),
]
