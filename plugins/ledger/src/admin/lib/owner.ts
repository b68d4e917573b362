import { sentenceCase } from "@atrium/admin-kit"

import type { AccountView } from "../../contracts"

/** "Affiliate MAYA10", or the ID if the name is unknown. An owner without an ID is shown by name only: "Shop". */
export const ownerOf = ({
  owner_type,
  owner_id,
  owner_name,
}: Pick<AccountView, "owner_type" | "owner_id" | "owner_name">): string => {
  const type = sentenceCase(owner_type)
  return owner_id === "-" ? (owner_name ?? type) : `${type} ${owner_name ?? owner_id}`
}
