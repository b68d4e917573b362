import { Button, Input, Label, Switch, Text } from "@medusajs/ui"
import { useState } from "react"

import type { StaffSettingsOut } from "../../contracts/settings"
import { useOwnAccess, useSettings, useUpdateSettings } from "../lib/staff"
import { Section } from "./section"

const Limits = ({ settings, mayChange }: { settings: StaffSettingsOut; mayChange: boolean }) => {
  const { mutate: update, isPending } = useUpdateSettings()
  const limits = { ...settings.default_refund_limits, ...settings.refund_limits }
  const [texts, setTexts] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(limits).map(([code, limit]) => [code, limit === null ? "" : String(limit)]))
  )
  const [added, setAdded] = useState("")
  const isCode = /^[a-z]{3}$/i.test(added) && !(added.toLowerCase() in texts)
  const save = () =>
    update({
      refund_limits: Object.fromEntries(
        Object.entries(texts).map(([code, text]) => [code, text.trim() === "" ? null : Number(text)])
      ),
    })
  return (
    <div className="flex flex-col gap-3 px-6 py-4">
      <div>
        <Text size="small" weight="plus">
          Refund limits
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          Refunds and cancellations of one order that add up to more within a day need a second person. Leave blank for
          no limit. A currency that is not listed has the limit 0.
        </Text>
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        {Object.entries(texts).map(([code, text]) => (
          <div key={code} className="flex flex-col gap-1">
            <Label htmlFor={`limit-${code}`} size="small">
              {code.toUpperCase()}
            </Label>
            <Input
              id={`limit-${code}`}
              size="small"
              inputMode="decimal"
              disabled={!mayChange}
              placeholder="No limit"
              value={text}
              onChange={(event) => setTexts({ ...texts, [code]: event.target.value })}
            />
          </div>
        ))}
      </div>
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
            size="small"
            variant="secondary"
            disabled={!isCode}
            onClick={() => (setTexts({ ...texts, [added.toLowerCase()]: "0" }), setAdded(""))}
          >
            Add currency
          </Button>
          <Button size="small" isLoading={isPending} onClick={save}>
            Save limits
          </Button>
        </div>
      )}
    </div>
  )
}

export const SecuritySection = () => {
  const { data, error } = useSettings()
  const { data: own } = useOwnAccess()
  const { mutate: update, isPending } = useUpdateSettings()
  const mayChange = own?.access.permissions.includes("staff-settings:write") === true
  return (
    <Section title="Security" hint="Rules for everyone who works in this shop" error={error}>
      {data && (
        <>
          <div className="flex items-start justify-between gap-4 px-6 py-4">
            <div>
              <Label htmlFor="require-two-step" size="small" weight="plus">
                Require two-step verification for staff
              </Label>
              <Text size="small" className="text-ui-fg-subtle">
                Staff without it can reach their profile only, where they set it up. Set it up for yourself first.
              </Text>
            </div>
            <Switch
              id="require-two-step"
              checked={data.settings.require_two_step}
              disabled={!mayChange || isPending}
              onCheckedChange={(require_two_step) => update({ require_two_step })}
            />
          </div>
          <Limits settings={data.settings} mayChange={mayChange} />
        </>
      )}
    </Section>
  )
}
