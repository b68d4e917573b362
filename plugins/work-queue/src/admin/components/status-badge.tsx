import { StatusBadge } from "@medusajs/ui"

import type { WorkStatus } from "../../contracts"
import { STATUS_COLORS, STATUS_LABELS } from "../lib/status"

export const WorkStatusBadge = ({ status }: { status: WorkStatus }) => (
  <StatusBadge color={STATUS_COLORS[status]}>{STATUS_LABELS[status]}</StatusBadge>
)
