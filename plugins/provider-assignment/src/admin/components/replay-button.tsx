import { Button, toast } from "@medusajs/ui"

import type { ReplayOut } from "../../contracts/decisions"
import { useReplay } from "../lib/decisions"

const NO_PROVIDER = "no eligible provider"

const showResult = ({ same_winner, winner, differences }: ReplayOut): void => {
  const name = winner?.name ?? NO_PROVIDER
  if (same_winner && differences.length === 0)
    return void toast.success("Same result", { description: `Result: ${name}` })
  const title = same_winner ? "Same provider, different reasons" : `Different result: ${name}`
  toast.warning(title, {
    description: differences.map(({ provider_id, field }) => `${provider_id}: ${field}`).join(", "),
  })
}

/** Repeats a decision with the recorded inputs and shows whether the result is the same. */
export const ReplayButton = ({ id }: { id: string }) => {
  const { mutate, isPending } = useReplay(id)
  return (
    <Button
      type="button"
      size="small"
      variant="secondary"
      isLoading={isPending}
      onClick={() => mutate(undefined, { onSuccess: ({ replay }) => showResult(replay) })}
    >
      Replay
    </Button>
  )
}
