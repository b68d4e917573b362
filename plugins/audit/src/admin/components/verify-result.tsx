import { formatCount } from "@atrium/admin-kit"
import { Alert } from "@medusajs/ui"

import type { VerificationAnswer } from "../../contracts"

const entries = (count: number) => formatCount(count, "entry", "entries")

/** The result of verifying the hash chain. */
export const VerifyResult = ({ verification }: VerificationAnswer) => {
  const { ok, checked, head, first_broken: broken, pruned_through: pruned } = verification
  if (!ok && broken)
    return (
      <Alert variant="error" className="m-4">
        {`Tampering detected at entry ${broken.seq}${broken.entry_id ? ` (ID ${broken.entry_id})` : ""}. ${broken.problem} ${entries(checked)} before it ${checked === 1 ? "is" : "are"} intact.`}
      </Alert>
    )
  return (
    <Alert variant="success" className="m-4">
      <span className="break-all">
        {`No tampering detected. Checked ${entries(checked)}${pruned ? `; ${pruned} older ones were deleted at the end of their retention period` : ""}. Head: ${head.seq}:${head.hash}`}
      </span>
    </Alert>
  )
}
