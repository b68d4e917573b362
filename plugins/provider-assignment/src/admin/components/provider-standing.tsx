import { Button, toast, usePrompt } from "@medusajs/ui"

import type { ProviderDetailOut } from "../../contracts/providers"
import { useInvite, useUpdateProvider } from "../lib/providers"
import { messageOf } from "../lib/sdk"

/** Suspend, let back in, invite again: whatever the provider's state allows. */
export const ProviderStanding = ({ provider }: { provider: ProviderDetailOut }) => {
  const update = useUpdateProvider(provider.id)
  const invite = useInvite(provider.id)
  const confirm = usePrompt()
  const suspended = provider.status === "suspended"

  const change = async () => {
    const inHand = provider.open_requests
    const sure = suspended
      ? true
      : await confirm({
          title: `Suspend ${provider.name}?`,
          description:
            `It cannot sign in and gets no new work. ` +
            (inHand
              ? `The ${inHand === 1 ? "request" : `${inHand} requests`} in its hands stay there until you give them to somebody else.`
              : "It has no request in hand."),
          confirmText: "Suspend",
        })
    if (!sure) return
    try {
      await update.mutateAsync({ status: suspended ? "active" : "suspended", updated_at: provider.updated_at })
      toast.success(suspended ? `${provider.name} is back` : `${provider.name} is suspended`)
    } catch (error) {
      toast.error("Nothing was changed", { description: messageOf(error) })
    }
  }
  const inviteAgain = async () => {
    try {
      await invite.mutateAsync(undefined)
      toast.success("Invited again", { description: "The link of the mail before does not work any more." })
    } catch (error) {
      toast.error("No mail was sent", { description: messageOf(error) })
    }
  }

  return (
    <>
      {provider.status === "invited" && (
        <Button size="small" variant="secondary" isLoading={invite.isPending} onClick={() => void inviteAgain()}>
          Invite again
        </Button>
      )}
      <Button size="small" variant="secondary" isLoading={update.isPending} onClick={() => void change()}>
        {suspended ? "Let back in" : "Suspend"}
      </Button>
    </>
  )
}
