/**
 * Where a person chooses a new password. The storefront gets token and email address in the fragment, which browsers
 * do not send, so that no log has them; Medusa's Admin reads them from the query and knows no other way.
 * Null for actors that have no such page.
 */
export const passwordResetLink = (
  request: { actorType: string; email: string; token: string },
  urls: { storefront: string; backend: string }
): string | null => {
  const facts = new URLSearchParams({ token: request.token, email: request.email }).toString()
  if (request.actorType === "customer") return `${urls.storefront.replace(/\/$/, "")}/reset-password#${facts}`
  if (request.actorType === "provider") return `${urls.storefront.replace(/\/$/, "")}/provider/reset-password#${facts}`
  if (request.actorType === "user") return `${urls.backend.replace(/\/$/, "")}/app/reset-password?${facts}`
  return null
}
