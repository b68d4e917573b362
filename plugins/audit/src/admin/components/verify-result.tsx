import { Alert } from "@medusajs/ui"

import type { VerificationAnswer } from "../../contracts"

/** What a check of the chain found, in words. */
export const VerifyResult = ({ verification }: VerificationAnswer) => {
  const { ok, checked, head, first_broken: broken, pruned_through: pruned } = verification
  if (!ok && broken)
    return (
      <Alert variant="error" className="m-4">
        {`The log was tampered with at entry ${broken.seq}${broken.entry_id ? ` (id ${broken.entry_id})` : ""}. ${broken.problem} The ${checked} entries before it hold.`}
      </Alert>
    )
  return (
    <Alert variant="success" className="m-4">
      <span className="break-all">
        {`All ${checked} entries hold${pruned ? `; ${pruned} older ones are past their retention` : ""}. Head: ${head.seq}:${head.hash}`}
      </span>
    </Alert>
  )
}
