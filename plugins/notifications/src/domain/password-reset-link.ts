/**
 * The link for choosing a new password. The storefront receives token and email address in the fragment, which browsers
 * do not send, so that no log contains them; Medusa's Admin can read them only from the query. Null for actors without
 * such a page.
 */
export const passwordResetLink = (
  request: { actorType: string; email: string; token: string },
  urls: { storefront: string; backend: string }
): string | null => {
  const parameters = new URLSearchParams({ token: request.token, email: request.email }).toString()
  if (request.actorType === "customer") return `${urls.storefront.replace(/\/$/, "")}/reset-password#${parameters}`
  if (request.actorType === "provider")
    return `${urls.storefront.replace(/\/$/, "")}/provider/reset-password#${parameters}`
  if (request.actorType === "user") return `${urls.backend.replace(/\/$/, "")}/app/reset-password?${parameters}`
  return null
}
