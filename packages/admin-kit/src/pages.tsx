import { Button } from "@medusajs/ui"

type Props = { count: number; size: number; offset: number; onChange: (offset: number) => void }

/** Previous and next page of a list that is no table; nothing when all of it is shown. */
export const Pages = ({ count, size, offset, onChange }: Props) =>
  count > size ? (
    <div className="flex justify-end gap-2 px-6 py-3">
      <Button size="small" variant="secondary" disabled={offset === 0} onClick={() => onChange(offset - size)}>
        Previous
      </Button>
      <Button
        size="small"
        variant="secondary"
        disabled={offset + size >= count}
        onClick={() => onChange(offset + size)}
      >
        Next
      </Button>
    </div>
  ) : null
