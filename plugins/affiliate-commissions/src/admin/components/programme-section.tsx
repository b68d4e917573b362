import { Badge, Button, Container, Heading, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"

import type { ProgrammeOut, RuleOut } from "../../contracts"
import { formatDate, formatRate } from "../lib/format"
import { useRules, useSaveProgramme, useSaveRule } from "../lib/programmes"
import { messageOf } from "../lib/sdk"
import { ProgrammeDrawer } from "./programme-drawer"
import { RuleDrawer, type RuleToEdit } from "./rule-drawer"
import { IfMay } from "./if-may"

const termsOf = ({ attribution, window_days: days, holding_days: holding }: ProgrammeOut): string =>
  `${attribution === "last_click" ? "Last click" : "First click"} within ${days} days · payable after ${holding} days`

const EndException = ({ rule }: { rule: RuleOut }) => {
  const { mutate, isPending } = useSaveRule(rule.id)
  const prompt = usePrompt()
  const end = async () => {
    const sure = await prompt({
      title: "End this exception?",
      description: "The programme's rate holds again for orders paid from now on.",
      confirmText: "End it",
      cancelText: "Keep it",
    })
    if (sure)
      mutate(
        { active: false },
        { onError: (error) => void toast.error("Not ended", { description: messageOf(error) }) }
      )
  }
  return (
    <IfMay permission="commission-rules:write">
      <Button size="small" variant="transparent" isLoading={isPending} onClick={() => void end()}>
        End
      </Button>
    </IfMay>
  )
}

const RuleRow = ({ rule, alone, onEdit }: { rule: RuleOut; alone?: boolean; onEdit: () => void }) => (
  <li className="flex items-center justify-between gap-4 px-6 py-3">
    <div>
      <Text size="small" leading="compact" weight="plus">
        {rule.service
          ? (rule.service.title ?? "A service that is gone")
          : alone
            ? "All services"
            : "All other services"}
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
          Change
        </Button>
      </IfMay>
      {rule.service && <EndException rule={rule} />}
    </div>
  </li>
)

/** One programme: its terms, its rate and the exceptions, each to be changed for orders paid from now on. */
export const ProgrammeSection = ({ programme }: { programme: ProgrammeOut }) => {
  const [editing, setEditing] = useState(false)
  const [rule, setRule] = useState<RuleToEdit>()
  const { data, isLoading } = useRules(programme.id)
  const { mutate: makeDefault, isPending } = useSaveProgramme(programme.id)
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
                Takes nobody new
              </Badge>
            )}
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {`${termsOf(programme)} · ${programme.affiliates} ${programme.affiliates === 1 ? "affiliate" : "affiliates"} · version ${programme.version}`}
          </Text>
        </div>
        <div className="flex gap-2">
          {!programme.is_default && (
            <IfMay permission="affiliate-programmes:write">
              <Button
                size="small"
                variant="transparent"
                isLoading={isPending}
                onClick={() => makeDefault({ is_default: true })}
              >
                Make default
              </Button>
            </IfMay>
          )}
          <IfMay permission="affiliate-programmes:write">
            <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
              Edit terms
            </Button>
          </IfMay>
        </div>
      </div>
      {!isLoading && (
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
                No rate for all services: only exceptions earn.
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
