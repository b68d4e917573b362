import { Button, Drawer, Input, Label, RadioGroup, Switch, toast } from "@medusajs/ui"
import { useState } from "react"

import type { ProgrammeOut } from "../../contracts"
import type { AttributionRule } from "../../contracts/statuses"
import { wholeNumber } from "../../domain/typed-numbers"
import { useSaveProgramme } from "../lib/programmes"
import { messageOf } from "../lib/sdk"
import { NumberField } from "./number-field"

const RULES = [
  { value: "last_click", label: "Last click", text: "The affiliate whose link was followed last" },
  { value: "first_click", label: "First click", text: "The affiliate who brought the visitor first" },
] as const satisfies readonly { value: AttributionRule; label: string; text: string }[]

const firstDraft = (programme: ProgrammeOut | undefined) => ({
  name: programme?.name ?? "",
  attribution: programme?.attribution ?? ("last_click" as AttributionRule),
  window: String(programme?.window_days ?? 30),
  holding: String(programme?.holding_days ?? 30),
  open: programme?.open ?? true,
})

type Props = { programme?: ProgrammeOut; onClose: () => void }

/** Terms of a programme. A change is a new version: orders paid before keep the terms they were paid under. */
export const ProgrammeDrawer = ({ programme, onClose }: Props) => {
  const [draft, setDraft] = useState(() => firstDraft(programme))
  const [shown, setShown] = useState(false)
  const { mutate, isPending } = useSaveProgramme(programme?.id)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const windowDays = wholeNumber(draft.window, 1, 365)
  const holdingDays = wholeNumber(draft.holding, 0, 365)
  const name = draft.name.trim()

  const save = () => {
    setShown(true)
    if (!name || windowDays === undefined || holdingDays === undefined) return
    const terms = { name, attribution: draft.attribution, window_days: windowDays, holding_days: holdingDays }
    mutate(programme ? { ...terms, open: draft.open } : terms, {
      onSuccess: () => {
        toast.success(programme ? "Saved for orders paid from now on" : "Programme made")
        onClose()
      },
      onError: (error) => toast.error("Nothing was changed", { description: messageOf(error) }),
    })
  }

  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{programme ? programme.name : "New programme"}</Drawer.Title>
          <Drawer.Description>
            {programme
              ? "New terms hold for orders paid from now on; earlier ones keep theirs."
              : "It pays nothing until it has a rate."}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-6 overflow-y-auto">
          <div className="flex flex-col gap-2">
            <Label htmlFor="programme-name" size="small" weight="plus">
              Name
            </Label>
            <Input
              id="programme-name"
              value={draft.name}
              maxLength={200}
              aria-invalid={shown && !name}
              onChange={(event) => change({ name: event.target.value })}
            />
            {shown && !name && <p className="txt-small text-ui-fg-error">Enter a name</p>}
          </div>
          <fieldset className="flex flex-col gap-3">
            <legend className="txt-compact-small-plus mb-3">Who earns when several brought a visitor</legend>
            <RadioGroup
              value={draft.attribution}
              onValueChange={(value) => change({ attribution: value === "first_click" ? value : "last_click" })}
            >
              {RULES.map(({ value, label, text }) => (
                <RadioGroup.ChoiceBox key={value} value={value} label={label} description={text} />
              ))}
            </RadioGroup>
          </fieldset>
          <NumberField
            id="window"
            label="Window"
            unit="days"
            value={draft.window}
            onChange={(window) => change({ window })}
            hint="How long after a visit a purchase still counts."
            error={shown && windowDays === undefined ? "Enter 1 to 365 days" : undefined}
          />
          <NumberField
            id="holding"
            label="Holding period"
            unit="days"
            value={draft.holding}
            onChange={(holding) => change({ holding })}
            hint="From payment until a commission is payable."
            error={shown && holdingDays === undefined ? "Enter 0 to 365 days" : undefined}
          />
          {programme && (
            <div className="flex items-center justify-between gap-4">
              <Label htmlFor="programme-open" size="small" weight="plus">
                Takes new affiliates
              </Label>
              <Switch id="programme-open" checked={draft.open} onCheckedChange={(open) => change({ open })} />
            </div>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              Cancel
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={isPending} onClick={save}>
            Save
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
