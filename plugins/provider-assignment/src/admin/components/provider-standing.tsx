import { ConfirmButton, formatCount } from "@atrium/admin-kit"
import { Button } from "@medusajs/ui"

import type { ProviderDetailOut } from "../../contracts/providers"
import { useInvite, useMoveProvider } from "../lib/providers"

const effectOf = ({ open_requests: open }: ProviderDetailOut): string =>
  open === 0
    ? "They can no longer sign in or be assigned work. They have no open requests."
    : `They can no longer sign in or be assigned work. They keep their ${formatCount(open, "open request")} until you reassign ${open === 1 ? "it" : "them"}.`

/** Buttons to suspend, reactivate or invite a provider, depending on their status. */
export const ProviderStanding = ({ provider }: { provider: ProviderDetailOut }) => {
  const move = useMoveProvider(provider.id)
  const invite = useInvite(provider.id)
  return (
    <>
      {provider.status === "invited" && (
        <Button size="small" variant="secondary" isLoading={invite.isPending} onClick={() => invite.mutate()}>
          Resend invitation
        </Button>
      )}
      {provider.status === "suspended" ? (
        <Button
          size="small"
          variant="secondary"
          isLoading={move.isPending}
          onClick={() => move.mutate({ status: "active", updated_at: provider.updated_at })}
        >
          Reactivate
        </Button>
      ) : (
        <ConfirmButton
          ask={{ title: `Suspend ${provider.name}?`, description: effectOf(provider), confirmText: "Suspend" }}
          isLoading={move.isPending}
          onConfirm={() => move.mutate({ status: "suspended", updated_at: provider.updated_at })}
        >
          Suspend
        </ConfirmButton>
      )}
    </>
  )
}
