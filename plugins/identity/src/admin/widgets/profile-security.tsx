import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { PasswordSection } from "../components/password-section"
import { SignInsSection } from "../components/sign-ins-section"

/** On the profile page: the user's password, and where they are signed in. */
const ProfileSecurity = () => (
  <>
    <PasswordSection />
    <SignInsSection />
  </>
)

export const config = defineWidgetConfig({ zone: "profile.details.after" })

export default ProfileSecurity
