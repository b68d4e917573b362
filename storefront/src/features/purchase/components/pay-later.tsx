import Link from "next/link"

/** Links to the purchase's own page, where it can be paid later. */
export const PayLater = ({ purchaseId }: { purchaseId: string }) => (
  <p className="text-sm text-ink-soft">
    Don't have your card with you?{" "}
    <Link href={`/purchase/${purchaseId}`} className="text-ink underline underline-offset-4">
      Pay later
    </Link>
    . We'll keep your details for a while.
  </p>
)
