import { ButtonLink } from "@/lib/ui"

/** Links to the newer and older pages of a list. Renders nothing when everything fits on one page. */
export const Pager = ({
  path,
  offset,
  limit,
  count,
}: {
  path: string
  offset: number
  limit: number
  count: number
}) => {
  if (count <= limit && offset === 0) return null
  const to = (next: number) => (next <= 0 ? path : `${path}${path.includes("?") ? "&" : "?"}offset=${next}`)
  return (
    <nav aria-label="Pages" className="flex gap-3">
      {offset > 0 ? (
        <ButtonLink href={to(offset - limit)} variant="secondary" size="sm">
          Newer
        </ButtonLink>
      ) : null}
      {offset + limit < count ? (
        <ButtonLink href={to(offset + limit)} variant="secondary" size="sm">
          Older
        </ButtonLink>
      ) : null}
    </nav>
  )
}

/** Reads the `offset` query parameter. Anything but a whole number counts as 0. */
export const offsetFrom = (value: string | string[] | undefined): number => {
  const text = [value].flat()[0] ?? ""
  return /^\d{1,6}$/.test(text) ? Number(text) : 0
}
