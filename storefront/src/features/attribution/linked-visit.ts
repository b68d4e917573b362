/**
 * Returns the URL an affiliate link redirects to: the landing page with the code as `?ref=` and the link's campaign
 * parameters. The caller has already checked that `to` is a local path.
 */
export const linkedVisit = (link: URL, code: string, to: string): URL => {
  const visit = new URL(to, link.origin)
  visit.searchParams.set("ref", code)
  for (const [name, value] of link.searchParams) if (name.startsWith("utm_")) visit.searchParams.set(name, value)
  return visit
}
