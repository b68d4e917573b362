import { z } from "zod"

import type { ProviderFacts } from "../../contracts/decisions"
import type { AssignmentScorer, ScoreOf } from "./rule-registry"
import { effortInWords } from "./phrases"

const Share = z.object({ short_minutes: z.number(), effort_minutes: z.number(), credit_minutes: z.number() })

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

/**
 * The effort credited to a new or returning provider: their weighted share of what the other candidates got while they were
 * away. Without it they would get every request until they caught up. Rounded down to whole minutes.
 */
export const creditOf = (provider: ProviderFacts, candidates: readonly ProviderFacts[]): bigint => {
  const others = candidates.filter(({ id }) => id !== provider.id)
  const weights = sum(others.map(({ weight }) => BigInt(weight)))
  if (weights === 0n) return 0n
  const missed = sum(others.map(({ id }) => BigInt(provider.missed[id] ?? 0)))
  return (missed * BigInt(provider.weight)) / weights
}

const rounded = (value: bigint, by: bigint): number => Number(value / by)

/**
 * Shortfall = (total effort + credits) × weight ÷ Σ weights − own effort and credit, among eligible providers. Compared
 * as shortfall × Σ weights, which is a whole number: no rounding, no false ties.
 */
const score: AssignmentScorer["score"] = ({ candidates }) => {
  const credits = new Map(candidates.map((one) => [one.id, creditOf(one, candidates)]))
  const ownOf = (one: ProviderFacts) => BigInt(one.effort_minutes) + (credits.get(one.id) ?? 0n)
  const weights = sum(candidates.map(({ weight }) => BigInt(weight)))
  const total = sum(candidates.map(ownOf))
  return new Map<string, ScoreOf>(
    candidates.map((one) => {
      const value = total * BigInt(one.weight) - ownOf(one) * weights
      const data = {
        short_minutes: rounded(value, weights),
        effort_minutes: one.effort_minutes,
        credit_minutes: Number(credits.get(one.id) ?? 0n),
      }
      return [one.id, { value, data }]
    })
  )
}

const shareInWords = (minutes: number): string => {
  if (minutes === 0) return "at their fair share"
  return `${effortInWords(minutes)} ${minutes > 0 ? "below" : "above"} their fair share`
}

/** The provider furthest below their weighted share of the effort comes first. */
export const fairShare: AssignmentScorer = {
  name: "fair_share",
  label: "Fair share",
  help: "The provider furthest below their weighted share of the effort in the interval",
  score,
  won: (own) => `they were ${shareInWords(Share.parse(own.data).short_minutes)}, lower than any other`,
  lost: (own, winner) =>
    `they were ${shareInWords(Share.parse(own.data).short_minutes)}, the chosen provider ${shareInWords(Share.parse(winner.data).short_minutes)}`,
}
