import { Button, Drawer, Input, Label, Select, toast } from "@medusajs/ui"
import { useState } from "react"

import type { RuleOut } from "../../contracts"
import { basisPoints, percentText } from "../../domain/typed-numbers"
import { useProducts, useSaveRule } from "../lib/programmes"
import { messageOf } from "../lib/sdk"
import { NumberField } from "./number-field"

export type RuleToEdit =
  | { kind: "existing"; rule: RuleOut }
  | { kind: "base"; programmeId: string }
  | { kind: "exception"; programmeId: string; taken: readonly string[] }

const titleOf = (edited: RuleToEdit): string => {
  if (edited.kind === "base") return "Rate for all services"
  if (edited.kind === "exception") return "Exception for a service"
  return edited.rule.service ? `Rate of ${edited.rule.service.title ?? "a service"}` : "Rate for all services"
}

const ServiceChoice = ({
  taken,
  value,
  onChange,
}: {
  taken: readonly string[]
  value: string
  onChange: (id: string) => void
}) => {
  const [q, setQ] = useState("")
  const { data } = useProducts(q, true)
  const products = (data?.products ?? []).filter(({ id }) => !taken.includes(id))
  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor="rule-search" size="small" weight="plus">
        Service
      </Label>
      <Input
        id="rule-search"
        type="search"
        placeholder="Search by name"
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <Select value={value} onValueChange={onChange}>
        <Select.Trigger aria-label="Service found">
          <Select.Value placeholder="Choose a service" />
        </Select.Trigger>
        <Select.Content>
          {products.map(({ id, title }) => (
            <Select.Item key={id} value={id}>
              {title}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}

/** A rate in percent. Saving adds a version, for orders paid from now on. */
export const RuleDrawer = ({ edited, onClose }: { edited: RuleToEdit; onClose: () => void }) => {
  const existing = edited.kind === "existing" ? edited.rule : undefined
  const [percent, setPercent] = useState(typeof existing?.rate_bp === "number" ? percentText(existing.rate_bp) : "")
  const [serviceId, setServiceId] = useState("")
  const [shown, setShown] = useState(false)
  const { mutate, isPending } = useSaveRule(existing?.id)
  const rate = basisPoints(percent)

  const save = () => {
    setShown(true)
    if (rate === undefined || (edited.kind === "exception" && !serviceId)) return
    const body =
      edited.kind === "existing"
        ? { rate_bp: rate, active: true }
        : {
            programme_id: edited.programmeId,
            rate_bp: rate,
            ...(edited.kind === "exception" ? { service_id: serviceId } : {}),
          }
    mutate(body, {
      onSuccess: () => {
        toast.success("Saved for orders paid from now on")
        onClose()
      },
      onError: (error) => toast.error("Nothing was changed", { description: messageOf(error) }),
    })
  }

  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{titleOf(edited)}</Drawer.Title>
          <Drawer.Description>Orders paid before keep the rate they were paid under.</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-6 overflow-y-auto">
          {edited.kind === "exception" && (
            <div>
              <ServiceChoice taken={edited.taken} value={serviceId} onChange={setServiceId} />
              {shown && !serviceId && <p className="txt-small text-ui-fg-error mt-2">Choose a service</p>}
            </div>
          )}
          <NumberField
            id="rate"
            label="Rate"
            unit="% of what is paid, without tax"
            value={percent}
            onChange={setPercent}
            hint="Up to two decimals. 0 pays nothing for it."
            error={shown && rate === undefined ? "Enter 0 to 100, with two decimals at most" : undefined}
          />
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
