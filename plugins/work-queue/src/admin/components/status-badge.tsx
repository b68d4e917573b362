import { StatusBadge } from "@medusajs/ui"

import type { ShownWorkStatus } from "../../contracts"
import { STATUS_COLORS, STATUS_LABELS } from "../lib/status"

export const WorkStatusBadge = ({ status }: { status: ShownWorkStatus }) => (
  <StatusBadge color={STATUS_COLORS[status]}>{STATUS_LABELS[status]}</StatusBadge>
)
