import { Drawer } from "@medusajs/ui"
import type { ReactNode } from "react"

import { LoadFailure, type Loading } from "./load-failure"

type Props = {
  /** The subject of the message if loading fails: "This entry". */
  what: string
  open: boolean
  title: string
  description?: string
  loading: Loading
  onClose: () => void
  footer?: ReactNode
  children: ReactNode
}

/** A drawer with the details of one row of a list. */
export const RecordDrawer = ({ what, open, title, description, loading, onClose, footer, children }: Props) => (
  <Drawer open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
    <Drawer.Content>
      <Drawer.Header>
        <Drawer.Title>{title}</Drawer.Title>
        <Drawer.Description className={description ? "" : "sr-only"}>{description ?? what}</Drawer.Description>
      </Drawer.Header>
      <Drawer.Body className="divide-y overflow-y-auto p-0">
        {loading.error ? (
          <LoadFailure what={what} error={loading.error} onRetry={() => void loading.refetch()} />
        ) : (
          children
        )}
      </Drawer.Body>
      {footer && !loading.error && <Drawer.Footer>{footer}</Drawer.Footer>}
    </Drawer.Content>
  </Drawer>
)
