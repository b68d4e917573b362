import { Button } from "@/lib/ui"

/** Quantity with buttons to change it, limited to what one order allows. */
export const QuantityField = ({
  quantity,
  max,
  onQuantity,
}: {
  quantity: number
  max: number
  onQuantity: (quantity: number) => void
}) => (
  <div role="group" aria-labelledby="quantity-label" className="grid gap-2">
    <p id="quantity-label" className="font-medium">
      Quantity
    </p>
    <div className="flex items-center gap-4">
      <Button
        variant="secondary"
        size="sm"
        aria-label="Decrease quantity"
        disabled={quantity <= 1}
        onClick={() => onQuantity(quantity - 1)}
      >
        −
      </Button>
      <output aria-live="polite" className="figures min-w-8 text-center text-lg">
        {quantity}
      </output>
      <Button
        variant="secondary"
        size="sm"
        aria-label="Increase quantity"
        disabled={quantity >= max}
        onClick={() => onQuantity(quantity + 1)}
      >
        +
      </Button>
      <p className="text-sm text-ink-soft">Up to {max}. Each gets its own reference number.</p>
    </div>
  </div>
)
