import { Input, Label, Text } from "@medusajs/ui"

type Props = {
  id: string
  label: string
  unit: string
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string | undefined
}

/** A number with its unit behind it, its hint and what is wrong with it. */
export const NumberField = ({ id, label, unit, value, onChange, hint, error }: Props) => (
  <div className="flex flex-col gap-2">
    <Label htmlFor={id} size="small" weight="plus">
      {label}
    </Label>
    <div className="flex items-center gap-2">
      <Input
        id={id}
        inputMode="decimal"
        className="w-32"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <Text size="small" className="text-ui-fg-subtle">
        {unit}
      </Text>
    </div>
    <Text id={`${id}-note`} size="xsmall" className={error ? "text-ui-fg-error" : "text-ui-fg-muted"}>
      {error ?? hint}
    </Text>
  </div>
)
