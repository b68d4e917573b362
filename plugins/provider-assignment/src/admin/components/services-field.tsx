import { type FieldOf, type FieldValues, LoadFailure, useField } from "@atrium/admin-kit"
import { Checkbox, Hint, Label, Switch } from "@medusajs/ui"
import { useId } from "react"

import { useServices } from "../lib/services"

/** All services that match the provider's skills, or only some of them. */
export const ServicesField = <V extends FieldValues, O>(field: FieldOf<V, O>) => {
  const id = useId()
  const { value, change, error } = useField(field)
  const chosen = Array.isArray(value) ? value.map(String) : null
  const { data: services = [], error: failure, refetch } = useServices()
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          className="mt-0.5 shrink-0"
          checked={chosen === null}
          onCheckedChange={(every) => change(every ? null : [])}
        />
        <div>
          <Label htmlFor={id} size="small" weight="plus" className="block">
            All services that match their skills
          </Label>
          <Hint>When off, only the services you select.</Hint>
        </div>
      </div>
      {chosen && (
        <div className="grid grid-cols-1 gap-2 md:grid-cols-2">
          {services.map((service) => (
            <div key={service.id} className="flex items-center gap-2">
              <Checkbox
                id={`${id}-${service.id}`}
                checked={chosen.includes(service.id)}
                onCheckedChange={(on) =>
                  change(on === true ? [...chosen, service.id] : chosen.filter((one) => one !== service.id))
                }
              />
              <Label htmlFor={`${id}-${service.id}`} size="small">
                {service.title}
              </Label>
            </div>
          ))}
          {failure && <LoadFailure what="Services" error={failure} onRetry={() => void refetch()} />}
        </div>
      )}
      {error && (
        <Hint variant="error" role="alert">
          {error}
        </Hint>
      )}
    </div>
  )
}
