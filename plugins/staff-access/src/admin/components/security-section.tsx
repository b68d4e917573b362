import { FormFailure, GuardedForm, NumberField, Section, useActionForm, useMay, useWatch } from "@atrium/admin-kit"
import { Button, Input, Label, Switch, Text } from "@medusajs/ui"
import { useState } from "react"

import { type StaffSettingsOut, UpdateStaffSettings } from "../../contracts/settings"
import { useRequireTwoStep, useSaveSettings, useSettings } from "../lib/staff"

const Limits = ({ settings, mayChange }: { settings: StaffSettingsOut; mayChange: boolean }) => {
  const { mutateAsync } = useSaveSettings()
  const form = useActionForm({
    schema: UpdateStaffSettings,
    defaults: { refund_limits: { ...settings.default_refund_limits, ...settings.refund_limits } },
    send: mutateAsync,
    done: "Limits saved",
  })
  const limits = useWatch({ control: form.control, name: "refund_limits" }) ?? {}
  const [added, setAdded] = useState("")
  const code = added.toLowerCase()
  const isNew = /^[a-z]{3}$/.test(code) && !(code in limits)
  return (
    <GuardedForm form={form} className="flex flex-col gap-3 px-6 py-4">
      <div>
        <Text size="small" weight="plus">
          Refund limits
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          If refunds and cancellations of one order exceed the limit within a day, a second person must approve them.
          Leave blank for no limit. In currencies that aren't listed, every refund needs approval.
        </Text>
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        {Object.keys(limits).map((currency) => (
          <NumberField
            key={currency}
            control={form.control}
            name={`refund_limits.${currency}`}
            label={currency.toUpperCase()}
            placeholder="No limit"
            disabled={!mayChange}
          />
        ))}
      </div>
      <FormFailure form={form} />
      {mayChange && (
        <div className="flex flex-wrap items-center gap-2">
          <Input
            size="small"
            className="w-24"
            placeholder="GBP"
            aria-label="Currency code"
            value={added}
            onChange={(event) => setAdded(event.target.value)}
          />
          <Button
            type="button"
            size="small"
            variant="secondary"
            disabled={!isNew}
            onClick={() => (form.setValue(`refund_limits.${code}`, 0), setAdded(""))}
          >
            Add currency
          </Button>
          <Button type="submit" size="small" isLoading={form.formState.isSubmitting}>
            Save limits
          </Button>
        </div>
      )}
    </GuardedForm>
  )
}

export const SecuritySection = () => {
  const { data, error, refetch } = useSettings()
  const { mutate: requireTwoStep, isPending } = useRequireTwoStep()
  const mayChange = useMay("staff-settings:write")
  return (
    <Section
      title="Security"
      hint="Rules for everyone who signs in to Admin"
      error={error}
      onRetry={() => void refetch()}
    >
      {data && (
        <>
          <div className="flex items-start justify-between gap-4 px-6 py-4">
            <div>
              <Label htmlFor="require-two-step" size="small" weight="plus">
                Require two-step verification
              </Label>
              <Text size="small" className="text-ui-fg-subtle">
                Users without it can only open their profile, where they can set it up. Set it up for yourself first.
              </Text>
            </div>
            <Switch
              id="require-two-step"
              checked={data.settings.require_two_step}
              disabled={!mayChange || isPending}
              onCheckedChange={(required) => requireTwoStep(required)}
            />
          </div>
          <Limits settings={data.settings} mayChange={mayChange} />
        </>
      )}
    </Section>
  )
}
