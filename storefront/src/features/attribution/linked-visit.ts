/**
 * The visit an affiliate's link stands for: the page it leads to, with the code as `?ref=` and the link's own campaign
 * parameters. `to` is a path of ours already.
 */
export const linkedVisit = (link: URL, code: string, to: string): URL => {
  const visit = new URL(to, link.origin)
  visit.searchParams.set("ref", code)
  for (const [name, value] of link.searchParams) if (name.startsWith("utm_")) visit.searchParams.set(name, value)
  return visit
}
