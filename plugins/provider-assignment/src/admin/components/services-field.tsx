import { Checkbox, Hint, Label, Switch, Text } from "@medusajs/ui"
import { useId } from "react"

import { useServices } from "../lib/services"
import { whyNotLoaded } from "../lib/sdk"

type Props = { value: string[] | null; onChange: (value: string[] | null) => void; error?: string | undefined }

/** Every service its skills allow, or some of them alone. */
export const ServicesField = ({ value, onChange, error }: Props) => {
  const id = useId()
  const { data: services = [], isError, error: failure } = useServices()
  const toggle = (service: string) =>
    onChange(value?.includes(service) ? value.filter((one) => one !== service) : [...(value ?? []), service])
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          className="mt-0.5 shrink-0"
          checked={value === null}
          onCheckedChange={(every) => onChange(every ? null : [])}
        />
        <div>
          <Label htmlFor={id} size="small" weight="plus" className="block">
            Every service its skills allow
          </Label>
          <Hint>Off: only the services chosen here</Hint>
        </div>
      </div>
      {value !== null && (
        <div className="grid grid-cols-1 gap-2 md:grid-cols-2">
          {services.map((service) => (
            <div key={service.id} className="flex items-center gap-2">
              <Checkbox
                id={`${id}-${service.id}`}
                checked={value.includes(service.id)}
                onCheckedChange={() => toggle(service.id)}
              />
              <Label htmlFor={`${id}-${service.id}`} size="small">
                {service.title}
              </Label>
            </div>
          ))}
          {isError && (
            <Text size="small" className="text-ui-fg-error">
              {whyNotLoaded(failure, "The services could not be loaded.")}
            </Text>
          )}
        </div>
      )}
      {error && <Hint variant="error">{error}</Hint>}
    </div>
  )
}
