import { LinesField, NumberField } from "@atrium/admin-kit"

import type { PartProps } from "./part"

/** What a provider needs in order to be assigned this work. */
export const RoutingPart = ({ form: { control } }: PartProps) => (
  <div className="flex flex-col gap-6">
    <NumberField
      control={control}
      name="routing.effort_hours"
      label="Effort"
      unit="hours"
      hint="Hours of provider time per unit"
    />
    <LinesField control={control} name="routing.skills" label="Skills" />
    <LinesField
      control={control}
      name="routing.languages"
      label="Languages"
      hint="Language codes such as en, one per line"
    />
    <LinesField control={control} name="routing.regions" label="Regions" />
  </div>
)
