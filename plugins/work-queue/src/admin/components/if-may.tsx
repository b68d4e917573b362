import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"

import { sdk } from "../lib/sdk"

type OwnAccess = { access: { permissions: string[] } }

/** What a person's role does not permit is not offered to them. All of Admin's pages share the one request. */
export const IfMay = ({ permission, children }: { permission: string; children: ReactNode }) => {
  const { data } = useQuery({
    queryKey: ["staff-access", "own"],
    queryFn: () => sdk.client.fetch<OwnAccess>("/admin/staff-access"),
  })
  return data?.access.permissions.includes(permission) ? children : null
}
