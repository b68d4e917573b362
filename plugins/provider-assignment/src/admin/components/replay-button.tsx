import { Button, toast } from "@medusajs/ui"

import { useReplay } from "../lib/decisions"
import { messageOf } from "../lib/sdk"

/** Decides again on what was recorded and says whether the same comes out. */
export const ReplayButton = ({ id }: { id: string }) => {
  const { mutateAsync, isPending } = useReplay(id)
  const run = async () => {
    try {
      const { same_winner, winner, differences } = (await mutateAsync()).replay
      if (same_winner && differences.length === 0)
        toast.success("The replay decides the same", { description: winner ? `Winner: ${winner.name}` : "Nobody fits" })
      else
        toast.warning(
          same_winner ? "Same winner, other verdicts" : `The replay gives it to ${winner?.name ?? "nobody"}`,
          {
            description: differences.map(({ provider_id, field }) => `${provider_id}: ${field}`).join(", "),
          }
        )
    } catch (error) {
      toast.error("The decision was not replayed", { description: messageOf(error) })
    }
  }
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void run()}>
      Replay
    </Button>
  )
}
