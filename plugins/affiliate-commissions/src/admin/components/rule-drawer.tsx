import { DrawerForm, FormDrawer, SelectField, useActionForm, useWatch } from "@atrium/admin-kit"
import { idText } from "@atrium/kernel"
import { z } from "zod"

import type { RuleKindOut, RuleOut } from "../../contracts"
import { PERCENTAGE, PercentageConfig } from "../../contracts/commission-rules"
import { useRuleKinds, useSaveRule } from "../lib/programmes"
import { RuleConfig } from "./rule-config"
import { ServiceChoice } from "./service-choice"

export type RuleToEdit =
  | { kind: "existing"; rule: RuleOut }
  | { kind: "base"; programmeId: string }
  | { kind: "exception"; programmeId: string; taken: readonly string[] }

const titleOf = (edited: RuleToEdit): string => {
  if (edited.kind === "base") return "Rate for all services"
  if (edited.kind === "exception") return "Add an exception"
  return edited.rule.service ? `Rate for ${edited.rule.service.title ?? "a service"}` : "Rate for all services"
}

/** A rule. If its type was added by a plugin, the API validates its configuration. */
const Rule = z
  .strictObject({ service_id: idText.or(z.literal("")), kind: z.string(), config: z.record(z.string(), z.unknown()) })
  .superRefine(({ kind, config }, context) => {
    if (kind === PERCENTAGE && !PercentageConfig.safeParse(config).success)
      context.addIssue({
        code: "custom",
        path: ["config", "rate_bp"],
        message: "Enter a percentage from 0 to 100, with at most two decimals",
      })
    for (const [name, value] of Object.entries(config))
      if (kind !== PERCENTAGE && !z.json().safeParse(value).success)
        context.addIssue({ code: "custom", path: ["config", name], message: "This value isn't valid" })
  })
const Exception = Rule.refine(({ service_id: id }) => id !== "", { path: ["service_id"], error: "Choose a service" })

type FormProps = { edited: RuleToEdit; kinds: readonly RuleKindOut[]; onClose: () => void }

const RuleForm = ({ edited, kinds, onClose }: FormProps) => {
  const { mutateAsync } = useSaveRule()
  const existing = edited.kind === "existing" ? edited.rule : undefined
  const form = useActionForm({
    schema: edited.kind === "exception" ? Exception : Rule,
    defaults: {
      service_id: "",
      kind: existing?.kind ?? PERCENTAGE,
      config: existing?.config ?? { rate_bp: null },
    },
    send: ({ service_id, kind, config }) => {
      const terms = { kind, config: z.record(z.string(), z.json()).parse(config) }
      if (edited.kind === "existing") return mutateAsync({ id: edited.rule.id, body: { ...terms, active: true } })
      const body = { ...terms, programme_id: edited.programmeId, ...(service_id ? { service_id } : {}) }
      return mutateAsync({ id: undefined, body })
    },
    done: "Saved for new orders",
    onDone: onClose,
  })
  const chosen = useWatch({ control: form.control, name: "kind" })
  return (
    <DrawerForm form={form} submit="Save rate">
      {edited.kind === "exception" && <ServiceChoice control={form.control} name="service_id" taken={edited.taken} />}
      {kinds.length > 1 && (
        <SelectField
          control={form.control}
          name="kind"
          label="Type"
          choices={kinds.map(({ kind, label }) => ({ value: kind, label }))}
          onChosen={(kind) => form.setValue("config", kind === PERCENTAGE ? { rate_bp: null } : {})}
        />
      )}
      <RuleConfig key={chosen} control={form.control} kind={kinds.find(({ kind }) => kind === chosen)} />
    </DrawerForm>
  )
}

/** Edits the rate that a rule pays. Every save creates a version, which applies to orders paid from now on. */
export const RuleDrawer = ({ edited, onClose }: { edited: RuleToEdit; onClose: () => void }) => {
  const { data } = useRuleKinds()
  return (
    <FormDrawer title={titleOf(edited)} description="Orders that are already paid keep their rate." onClose={onClose}>
      {data && <RuleForm edited={edited} kinds={data.commission_rule_kinds} onClose={onClose} />}
    </FormDrawer>
  )
}
