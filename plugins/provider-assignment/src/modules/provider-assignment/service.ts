import { MedusaService } from "@medusajs/framework/utils"

import { Assignment } from "./models/assignment"
import { AssignmentDecision } from "./models/assignment-decision"
import { Provider } from "./models/provider"
import { ProviderAbsence } from "./models/provider-absence"

/** For reads by `query.graph`. All writes are in `data/`, inside their callers' transactions. */
export default class ProviderAssignmentModuleService extends MedusaService({
  Provider,
  ProviderAbsence,
  Assignment,
  AssignmentDecision,
}) {}
