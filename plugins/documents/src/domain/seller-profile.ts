import { REQUIRED_SELLER_FIELDS, type RequiredSellerField, type SellerProfileView } from "../contracts/seller-profile"

type Profile = Omit<SellerProfileView, "missing" | "updated_at">

/** Before anything is filled in. */
export const EMPTY_PROFILE: Profile = {
  name: "",
  address: "",
  tax_id: "",
  email: "",
  number_prefix: "",
  locale: "en",
  logo: null,
}

/** The required fields that are empty. */
export const missingFields = (profile: Pick<Profile, RequiredSellerField>): RequiredSellerField[] =>
  REQUIRED_SELLER_FIELDS.filter((field) => profile[field] === "")

export const toSellerProfileView = (row: (Profile & { created_at: Date }) | null): SellerProfileView => {
  const { name, address, tax_id, email, number_prefix, locale, logo } = row ?? EMPTY_PROFILE
  const profile = { name, address, tax_id, email, number_prefix, locale, logo }
  return { ...profile, missing: missingFields(profile), updated_at: row?.created_at.toISOString() ?? null }
}
