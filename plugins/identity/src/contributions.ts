import { mailTemplates } from "@atrium/notifications/extension-points"

import { accountExists } from "./mail/account-exists"
import { passwordChanged } from "./mail/password-changed"
import { registrationLink } from "./mail/registration-link"

mailTemplates.addAll("identity", [accountExists, passwordChanged, registrationLink])
