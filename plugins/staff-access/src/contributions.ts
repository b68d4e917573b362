import { mailTemplates } from "@atrium/notifications/extension-points"

import { approvalRequestTemplate } from "./mail/approval-request"
import { twoStepChangedTemplate } from "./mail/two-step-changed"

mailTemplates.addAll("staff-access", [approvalRequestTemplate, twoStepChangedTemplate])
