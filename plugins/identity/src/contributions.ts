import { mailTemplates } from "@atrium/notifications/extension-points"

import { accountExists } from "./mail/account-exists"
import { emailChangeLink } from "./mail/email-change-link"
import { emailChangeNotice } from "./mail/email-change-notice"
import { passwordChanged } from "./mail/password-changed"
import { registrationLink } from "./mail/registration-link"
import { welcome } from "./mail/welcome"

mailTemplates.addAll("identity", [
  accountExists,
  emailChangeLink,
  emailChangeNotice,
  passwordChanged,
  registrationLink,
  welcome,
])
