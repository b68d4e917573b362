import { inWords } from "@atrium/admin-kit"

import type { AccountView } from "../../contracts"

/** "Affiliate MAYA10": by name, or by id where no plugin knows a name. An owner without an id is named alone: "Shop". */
export const ownerOf = ({
  owner_type,
  owner_id,
  owner_name,
}: Pick<AccountView, "owner_type" | "owner_id" | "owner_name">): string => {
  const type = inWords(owner_type)
  return owner_id === "-" ? (owner_name ?? type) : `${type} ${owner_name ?? owner_id}`
}
