import { type FieldOf, sentenceCase, JsonField, NumberField, SwitchField, TextField } from "@atrium/admin-kit"
import { z } from "zod"

import type { RuleKindOut } from "../../contracts"
import { PERCENTAGE } from "../../contracts/commission-rules"

/** The parts of a JSON schema that determine a field's control. */
const Properties = z.object({
  properties: z
    .record(
      z.string(),
      z.object({ type: z.string().optional(), title: z.string().optional(), description: z.string().optional() })
    )
    .default({}),
})

type Rule = { service_id: string; kind: string; config: Record<string, unknown> }
type Props<O> = Pick<FieldOf<Rule, O>, "control"> & { kind: RuleKindOut | undefined }

/** The configuration of a rule, with a field for each property of its type's JSON schema. */
export const RuleConfig = <O,>({ control, kind }: Props<O>) => {
  if (kind?.kind === PERCENTAGE)
    return (
      <NumberField
        control={control}
        name="config.rate_bp"
        label="Rate"
        unit="% of the price paid, without tax"
        hint="Up to two decimals. 0 pays nothing."
        scale={100}
      />
    )
  return Object.entries(Properties.parse(kind?.config ?? {}).properties).map(([name, { type, title, description }]) => {
    const field = {
      control,
      name: `config.${name}` as const,
      label: title ?? sentenceCase(name),
      ...(description ? { hint: description } : {}),
    }
    if (type === "number" || type === "integer") return <NumberField key={name} {...field} />
    if (type === "boolean") return <SwitchField key={name} {...field} />
    if (type === "string") return <TextField key={name} {...field} />
    return <JsonField key={name} {...field} />
  })
}
