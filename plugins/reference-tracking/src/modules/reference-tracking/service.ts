import { MedusaService } from "@medusajs/framework/utils"

import { TimelineEvent } from "./models/timeline-event"
import { TrackedSubject } from "./models/tracked-subject"

/** Lists for `query.graph` and links. Writes are in `tx/`, inside the writer's transaction; hot reads in `data/`. */
export class ReferenceTrackingService extends MedusaService({ TrackedSubject, TimelineEvent }) {}
