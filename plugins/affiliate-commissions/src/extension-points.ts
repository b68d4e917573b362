import { defineExtensionPoint } from "@atrium/kernel"
import type { z } from "zod"

import { PERCENTAGE, PercentageConfig } from "./contracts/commission-rules"
import type { CommissionRuleFacts, RuleAnswer } from "./domain/commission-rule"
import { percent } from "./domain/explain-commission"

export type { CommissionRuleFacts, RuleAnswer, RuleLine } from "./domain/commission-rule"

/** A kind of commission rule, created by `commissionRule`, which validates the stored configuration before use. */
export type CommissionRule = {
  /** Stored with every rule of this kind, so it must not change: `percentage`. */
  readonly kind: string
  /** Display name for staff: "Percentage of the price". */
  readonly label: string
  readonly config: z.ZodObject
  /** What a rule pays, as short text for staff and affiliates: "10 %". Throws a ZodError for an invalid configuration. */
  describe(config: unknown): string
  /**
   * What a rule pays for a line before refunds. Called once, when the order is attributed; the result is frozen. Must be
   * pure. Refunds are deducted later, in proportion, and a line never earns more than its remaining price without tax.
   * Throws a ZodError for an invalid configuration.
   */
  owed(config: unknown, facts: CommissionRuleFacts): RuleAnswer
}

/** How commissions are computed. Staff choose the kind of each rule; its configuration is stored with the rule. */
export const commissionRules = defineExtensionPoint<CommissionRule>({
  name: "affiliate-commissions.commission-rules",
  key: ({ kind }) => kind,
})

/**
 * @example
 * const welcome = commissionRule({
 *   kind: "new-customer-amount",
 *   label: "Amount per new customer",
 *   config: z.strictObject({ amounts: z.record(z.string(), z.int().min(0)) }),
 *   describe: () => "A fixed amount per new customer",
 *   owed: ({ amounts }, { order, line, customer }) => {
 *     const first = customer.first_order && order.lines[0]?.id === line.id
 *     return { amount: first ? BigInt(amounts[order.currency_code] ?? 0) : 0n }
 *   },
 * })
 * commissionRules.add("acme", welcome)
 */
export const commissionRule = <S extends z.ZodObject>(rule: {
  readonly kind: string
  readonly label: string
  readonly config: S
  readonly describe: (config: z.output<S>) => string
  readonly owed: (config: z.output<S>, facts: CommissionRuleFacts) => RuleAnswer
}): CommissionRule => ({
  kind: rule.kind,
  label: rule.label,
  config: rule.config,
  describe: (config) => rule.describe(rule.config.parse(config)),
  owed: (config, facts) => rule.owed(rule.config.parse(config), facts),
})

commissionRules.add(
  "affiliate-commissions",
  commissionRule({
    kind: PERCENTAGE,
    label: "Percentage of the price without tax",
    config: PercentageConfig,
    describe: ({ rate_bp }) => percent(rate_bp),
    owed: ({ rate_bp }) => ({ rate_bp }),
  })
)
