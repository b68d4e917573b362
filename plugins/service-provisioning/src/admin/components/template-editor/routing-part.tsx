import { LinesField, NumberField } from "./fields"
import { mistakeAt, type PartProps } from "./types"

/** What a provider must bring to be given this work. */
export const RoutingPart = ({ content, mistakes, change }: PartProps) => {
  const { routing } = content
  const set = (part: Partial<typeof routing>) => change({ routing: { ...routing, ...part } })
  return (
    <div className="flex flex-col gap-6">
      <NumberField
        label="Effort (hours)"
        hint="What one unit costs a provider"
        value={routing.effort_hours}
        error={mistakes["routing.effort_hours"]}
        onChange={(effort_hours) => set({ effort_hours })}
      />
      <LinesField
        label="Skills"
        values={routing.skills}
        error={mistakeAt(mistakes, "routing.skills")}
        onChange={(skills) => set({ skills })}
      />
      <LinesField
        label="Languages"
        values={routing.languages}
        error={mistakeAt(mistakes, "routing.languages")}
        onChange={(languages) => set({ languages })}
      />
      <LinesField
        label="Regions"
        values={routing.regions}
        error={mistakeAt(mistakes, "routing.regions")}
        onChange={(regions) => set({ regions })}
      />
    </div>
  )
}
