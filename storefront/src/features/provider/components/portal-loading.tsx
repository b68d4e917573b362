import { Loading, Skeleton } from "@/lib/ui"

import { PortalFrame } from "./portal-frame"

/** What is shown at once while a page of the portal loads: the navigation, and the place of its content. */
export const PortalLoading = () => (
  <PortalFrame>
    <Loading what="the portal">
      <div className="grid gap-6">
        <Skeleton className="h-12 w-full max-w-72" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-28 w-full" />
      </div>
    </Loading>
  </PortalFrame>
)
