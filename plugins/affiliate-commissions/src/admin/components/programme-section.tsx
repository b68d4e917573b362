import { ConfirmButton, formatCount, formatDate, IfMay, LoadFailure } from "@atrium/admin-kit"
import { Badge, Button, Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"

import type { ProgrammeOut, RuleOut } from "../../contracts"
import { formatRate } from "../lib/format"
import { useEndException, useMakeDefault, useRules } from "../lib/programmes"
import { ProgrammeDrawer } from "./programme-drawer"
import { RuleDrawer, type RuleToEdit } from "./rule-drawer"

const termsOf = ({ attribution, window_days: days, holding_days: holding }: ProgrammeOut): string =>
  `${attribution === "last_click" ? "Last click" : "First click"} within ${days} days · payable after ${holding} days`

const EndException = ({ rule }: { rule: RuleOut }) => {
  const { mutate, isPending } = useEndException(rule.id)
  return (
    <ConfirmButton
      variant="transparent"
      ask={{
        title: "Remove this exception?",
        description: "The program's rate applies again to orders paid from now on.",
        confirmText: "Remove exception",
      }}
      isLoading={isPending}
      onConfirm={() => mutate()}
    >
      Remove
    </ConfirmButton>
  )
}

const RuleRow = ({ rule, alone, onEdit }: { rule: RuleOut; alone?: boolean; onEdit: () => void }) => (
  <li className="flex items-center justify-between gap-4 px-6 py-3">
    <div>
      <Text size="small" leading="compact" weight="plus">
        {rule.service ? (rule.service.title ?? "Deleted service") : alone ? "All services" : "All other services"}
      </Text>
      <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
        {`Version ${rule.version}, since ${formatDate(rule.valid_from)}`}
      </Text>
    </div>
    <div className="flex items-center gap-2">
      <span className="txt-compact-small-plus tabular-nums">
        {rule.rate_bp === null ? rule.description : formatRate(rule.rate_bp)}
      </span>
      <IfMay permission="commission-rules:write">
        <Button size="small" variant="secondary" onClick={onEdit}>
          Edit
        </Button>
        {rule.service && <EndException rule={rule} />}
      </IfMay>
    </div>
  </li>
)

/** A program with its terms, its rate and its exceptions. Changes apply to orders paid from now on. */
export const ProgrammeSection = ({ programme }: { programme: ProgrammeOut }) => {
  const [editing, setEditing] = useState(false)
  const [rule, setRule] = useState<RuleToEdit>()
  const { data, isLoading, error, refetch } = useRules(programme.id)
  const { mutate: makeDefault, isPending } = useMakeDefault(programme.id)
  const rules = (data?.commission_rules ?? []).filter(({ active }) => active)
  const base = rules.find(({ service }) => service === null)
  const exceptions = rules.filter(({ service }) => service !== null)
  const taken = (data?.commission_rules ?? []).flatMap(({ service }) => (service ? [service.id] : []))

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <div className="flex items-center gap-2">
            <Heading level="h2">{programme.name}</Heading>
            {programme.is_default && <Badge size="2xsmall">Default</Badge>}
            {!programme.open && (
              <Badge size="2xsmall" color="orange">
                Closed to new affiliates
              </Badge>
            )}
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {`${termsOf(programme)} · ${formatCount(programme.affiliates, "affiliate")} · version ${programme.version}`}
          </Text>
        </div>
        <IfMay permission="affiliate-programmes:write">
          <div className="flex gap-2">
            {!programme.is_default && (
              <Button size="small" variant="transparent" isLoading={isPending} onClick={() => makeDefault()}>
                Make default
              </Button>
            )}
            <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
              Edit terms
            </Button>
          </div>
        </IfMay>
      </div>
      {error && <LoadFailure what="The rates" error={error} onRetry={() => void refetch()} />}
      {!isLoading && !error && (
        <ul className="divide-y">
          {base ? (
            <RuleRow
              rule={base}
              alone={exceptions.length === 0}
              onEdit={() => setRule({ kind: "existing", rule: base })}
            />
          ) : (
            <li className="flex items-center justify-between gap-4 px-6 py-3">
              <Text size="small" className="text-ui-fg-subtle">
                No rate for all services. Only exceptions earn commission.
              </Text>
              <IfMay permission="commission-rules:write">
                <Button size="small" onClick={() => setRule({ kind: "base", programmeId: programme.id })}>
                  Set a rate
                </Button>
              </IfMay>
            </li>
          )}
          {exceptions.map((one) => (
            <RuleRow key={one.id} rule={one} onEdit={() => setRule({ kind: "existing", rule: one })} />
          ))}
        </ul>
      )}
      <div className="px-6 py-4">
        <IfMay permission="commission-rules:write">
          <Button
            size="small"
            variant="secondary"
            onClick={() => setRule({ kind: "exception", programmeId: programme.id, taken })}
          >
            Add an exception
          </Button>
        </IfMay>
      </div>
      {editing && <ProgrammeDrawer programme={programme} onClose={() => setEditing(false)} />}
      {rule && <RuleDrawer edited={rule} onClose={() => setRule(undefined)} />}
    </Container>
  )
}
