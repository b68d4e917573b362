import { mailTemplates } from "@atrium/notifications/extension-points"

import { approvalRequestTemplate } from "./mail/approval-request"
import { twoStepChangedTemplate } from "./mail/two-step-changed"

for (const template of [approvalRequestTemplate, twoStepChangedTemplate]) mailTemplates.add("staff-access", template)
