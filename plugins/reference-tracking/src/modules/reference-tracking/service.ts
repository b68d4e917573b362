import { MedusaService } from "@medusajs/framework/utils"

import { TimelineEvent } from "./models/timeline-event"
import { TrackedSubject } from "./models/tracked-subject"

/** Lists for `query.graph` and links. Writes stand in `tx/`, inside the writer's transaction; hot reads in `queries.ts`. */
export class ReferenceTrackingService extends MedusaService({ TrackedSubject, TimelineEvent }) {}
