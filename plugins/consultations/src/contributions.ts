import { auditedResources } from "@atrium/audit/extension-points"
import { mailAttachments, mailTemplates } from "@atrium/notifications/extension-points"
import { encryptedTables, personalData, retentionRules } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"
import { z } from "zod"

import { consultationPersonalData, consultationRetention } from "./data/personal-data"
import { bookedTemplate, canceledTemplate, movedTemplate, providerNoticeTemplate, reminderTemplate } from "./mail"
import { encryptedConsultations } from "./data/rows"
import { openCalendarFile } from "./use-cases/open-calendar-file"
import { countConflicts } from "./use-cases/read-consultations"

const OWNER = "consultations"

encryptedTables.add(OWNER, encryptedConsultations)

mailTemplates.addAll(OWNER, [bookedTemplate, movedTemplate, canceledTemplate, reminderTemplate, providerNoticeTemplate])

const Change = z.object({ change: z.string() })

mailAttachments.addAll(OWNER, [
  { template: bookedTemplate.name, open: openCalendarFile(() => "REQUEST") },
  { template: movedTemplate.name, open: openCalendarFile(() => "REQUEST") },
  { template: canceledTemplate.name, open: openCalendarFile(() => "CANCEL") },
  {
    template: providerNoticeTemplate.name,
    open: openCalendarFile((props) => (Change.parse(props).change === "canceled" ? "CANCEL" : "REQUEST")),
  },
])

auditedResources.addAll(OWNER, [
  { path: "/admin/consultations", noun: "consultation", label: "a consultation", personal: true },
  {
    path: "/admin/consultation-settings",
    noun: "consultation_settings",
    label: "how a service offers consultations",
  },
  // A provider reads the visitor's name and address there.
  { path: "/provider/consultations", noun: "consultation", label: "a consultation", personal: true },
])

personalData.addAll(OWNER, consultationPersonalData)
retentionRules.add(OWNER, consultationRetention)

reportRows.add(OWNER, {
  name: `${OWNER}.conflicts`,
  label: "Booked consultations whose provider is away or not active",
  page: "/consultations",
  read: async (container) => {
    const value = await countConflicts(container)
    return { value, needs_attention: value > 0 }
  },
})
