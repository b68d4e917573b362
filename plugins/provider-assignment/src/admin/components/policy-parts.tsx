import { ArrowDownMini, ArrowUpMini } from "@medusajs/icons"
import { Checkbox, IconButton, Label, Text } from "@medusajs/ui"

type Part = { name: string; label: string; help: string }
type Props = {
  /** All installed rules or scorers. Others that the policy contains are shown by name. */
  available: readonly Part[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Whether the order matters: shows buttons to move items up and down. */
  ordered?: boolean
}

const moved = (list: readonly string[], index: number, by: -1 | 1): string[] => {
  const next = [...list]
  const [item] = next.splice(index, 1)
  if (item !== undefined) next.splice(index + by, 0, item)
  return next
}

/** Rules or scorers of a policy: first those in use, in order. */
export const PolicyParts = ({ available, chosen, onChange, ordered = false }: Props) => {
  const known = new Map(available.map((part) => [part.name, part]))
  const others = available.filter(({ name }) => !chosen.includes(name)).map(({ name }) => name)
  return (
    <ul className="divide-y">
      {[...chosen, ...others].map((name) => {
        const part = known.get(name) ?? { name, label: name, help: "Not installed" }
        const index = chosen.indexOf(name)
        const on = index >= 0
        const toggle = () => onChange(on ? chosen.filter((one) => one !== name) : [...chosen, name])
        return (
          <li key={name} className="flex items-center gap-3 px-6 py-3">
            <Checkbox id={`part-${name}`} checked={on} onCheckedChange={toggle} />
            <div className="flex-1">
              <Label htmlFor={`part-${name}`} size="small" weight="plus">
                {part.label}
              </Label>
              <Text size="small" className="text-ui-fg-subtle">
                {part.help}
              </Text>
            </div>
            {ordered && on && (
              <div className="flex gap-1">
                <IconButton
                  type="button"
                  size="2xsmall"
                  variant="transparent"
                  aria-label={`Move ${part.label} up`}
                  disabled={index === 0}
                  onClick={() => onChange(moved(chosen, index, -1))}
                >
                  <ArrowUpMini />
                </IconButton>
                <IconButton
                  type="button"
                  size="2xsmall"
                  variant="transparent"
                  aria-label={`Move ${part.label} down`}
                  disabled={index === chosen.length - 1}
                  onClick={() => onChange(moved(chosen, index, 1))}
                >
                  <ArrowDownMini />
                </IconButton>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
