export { contactBy } from "./contact-by"
export { decide, type Decision } from "./decide"
export { planEffort } from "./effort-plan"
export { explainCandidate, explainDecision, failureInWords } from "./explain"
export { effortInWords, listInWords } from "./phrases"
export { replay } from "./replay"
export {
  type AssignmentRule,
  assignmentRules,
  type AssignmentScorer,
  assignmentScorers,
  availableEntries,
  type FactKey,
  factsOfPolicy,
  ungatheredFacts,
} from "./rule-registry"
