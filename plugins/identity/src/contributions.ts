import { auditedResources } from "@atrium/audit/extension-points"
import { mailTemplates } from "@atrium/notifications/extension-points"
import { keptTables, personalData, retentionRules } from "@atrium/server"

import { privacyPersonalData, privacyRequestRetention } from "./data/privacy-retention"
import { endingPersonalData, identityPersonalData } from "./use-cases/personal-data"
import { accountExists } from "./mail/account-exists"
import { emailChangeLink } from "./mail/email-change-link"
import { emailChangeNotice } from "./mail/email-change-notice"
import { passwordChanged } from "./mail/password-changed"
import { privacyArchive } from "./mail/privacy-archive"
import { privacyConfirmation } from "./mail/privacy-confirmation"
import { privacyErased } from "./mail/privacy-erased"
import { privacyRefused } from "./mail/privacy-refused"
import { registrationLink } from "./mail/registration-link"
import { welcome } from "./mail/welcome"

mailTemplates.addAll("identity", [
  accountExists,
  emailChangeLink,
  emailChangeNotice,
  passwordChanged,
  privacyArchive,
  privacyConfirmation,
  privacyErased,
  privacyRefused,
  registrationLink,
  welcome,
])

// Before everything else, so that nothing new is written through an account that is being erased.
personalData.addAll("identity", endingPersonalData, { order: 10 })
personalData.addAll("identity", identityPersonalData)
personalData.add("identity", privacyPersonalData)
retentionRules.add("identity", privacyRequestRetention)
keptTables.add("identity", {
  table: "customer_suspension",
  why: "why a customer could not sign in or buy; deleted when the customer is erased",
})

/** Requests by staff under this path, reads included, are audited. */
auditedResources.add("identity", {
  path: "/admin/privacy-requests",
  noun: "privacy_request",
  label: "a privacy request",
  personal: true,
  guarded: true,
})
