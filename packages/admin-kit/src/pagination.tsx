import { Button } from "@medusajs/ui"

type Props = { count: number; size: number; offset: number; onChange: (offset: number) => void }

/** Buttons for the previous and next page of a list that isn't a table. Hidden when everything fits on one page. */
export const Pagination = ({ count, size, offset, onChange }: Props) =>
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
