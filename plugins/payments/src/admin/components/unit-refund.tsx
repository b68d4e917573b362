import { DrawerForm, formatAmount, FormDrawer, TextField, useActionForm, useField, useWatch } from "@atrium/admin-kit"
import { Checkbox, Hint, Label, Text } from "@medusajs/ui"
import { useId } from "react"

import type { RefundableUnitsOut, RefundableUnitView } from "../../contracts/refundable-units"
import { StaffUnitRefund } from "../../contracts/staff-money"
import { noteOf, useRefundUnits } from "../lib/unit-refunds"

const Fields = StaffUnitRefund.pick({ units: true, note: true })

type ChoiceProps = {
  unit: RefundableUnitView
  currency: string
  checked: boolean
  onChange: (checked: boolean) => void
}

const UnitChoice = ({ unit, currency, checked, onChange }: ChoiceProps) => {
  const id = useId()
  const amount = formatAmount(unit.refusal ? unit.amount : unit.refundable_amount, currency)
  return (
    <li className="flex items-start gap-3">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={checked}
        disabled={unit.refusal !== null}
        onCheckedChange={(on) => onChange(on === true)}
      />
      <div className="min-w-0">
        <Label htmlFor={id} size="small" weight="plus" className="block break-words">
          {`${unit.title} · ${unit.reference}`}
        </Label>
        <Hint>{`${amount} · ${noteOf(unit)}`}</Hint>
      </div>
    </li>
  )
}

/** The units of an order as checkboxes, with the sum of what the refund pays back and what it means. */
export const UnitRefundForm = ({ order, onClose }: { order: RefundableUnitsOut; onClose: () => void }) => {
  const { mutateAsync } = useRefundUnits()
  const form = useActionForm({
    schema: Fields,
    defaults: { units: [], note: "" },
    send: ({ units, note }) => mutateAsync({ payment_id: order.payment_id ?? "", units, ...(note ? { note } : {}) }),
    done: "Refund made",
    onDone: onClose,
  })
  const { value, change, error } = useField({ control: form.control, name: "units" })
  const chosen = Array.isArray(value) ? value.map(String) : []
  const units = useWatch({ control: form.control, name: "units" })
  const sum = order.units
    .filter(({ id }) => units.includes(id))
    .reduce((total, { refundable_amount: amount }) => total + amount, 0)
  return (
    <FormDrawer
      title="Refund services"
      description="The amount goes back to the customer, the work on each chosen service is canceled, and its commission is taken back. This can't be undone."
      onClose={onClose}
    >
      <DrawerForm form={form} submit={sum > 0 ? `Refund ${formatAmount(sum, order.currency_code)}` : "Refund"} danger>
        <ul className="flex flex-col gap-4" aria-label="Services">
          {order.units.map((unit) => (
            <UnitChoice
              key={unit.id}
              unit={unit}
              currency={order.currency_code}
              checked={chosen.includes(unit.id)}
              onChange={(on) => change(on ? [...chosen, unit.id] : chosen.filter((id) => id !== unit.id))}
            />
          ))}
        </ul>
        {error && (
          <Hint variant="error" role="alert">
            {error}
          </Hint>
        )}
        <Text size="small" weight="plus">{`Total: ${formatAmount(sum, order.currency_code)}`}</Text>
        <TextField control={form.control} name="note" label="Reason" hint="Kept with the refund" multiline />
      </DrawerForm>
    </FormDrawer>
  )
}
