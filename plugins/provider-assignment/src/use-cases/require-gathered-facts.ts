import { ungatheredFacts } from "../domain/assignment"
import { assignmentFacts } from "../extension-points"

/**
 * Stops the process from starting when a rule or scorer reads a fact that no plugin gathers: it would fail with the
 * first decision.
 */
export const requireGatheredFacts = (): void => {
  const [missing] = ungatheredFacts(assignmentFacts.all().map(({ fact }) => fact.name))
  if (missing)
    throw new Error(
      `The assignment rule or scorer "${missing.entry}" reads the fact "${missing.fact}", which no plugin adds to ` +
        `${assignmentFacts.name}. Add it in the plugin's contributions.ts.`
    )
}
