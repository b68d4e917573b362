import { outsideService } from "@atrium/server"
import { PosthogAnalyticsService } from "@medusajs/analytics-posthog/dist/services/posthog-analytics"
import type { ProviderTrackAnalyticsEventDTO } from "@medusajs/framework/types"
import { PostHog } from "posthog-node"
import { z } from "zod"

const TIMEOUT_MS = 5_000

const Options = z.object({ posthogEventsKey: z.string(), posthogHost: z.string() })

/** What the shop adds to each event, so that PostHog knows one that is sent again, and when it happened. */
const Properties = z.looseObject({ event_id: z.uuid(), occurred_at: z.iso.datetime() })

/**
 * Medusa's provider for PostHog, except that `track` only returns once PostHog has accepted the event, and throws
 * otherwise: the caller's rows are the queue. Medusa's own keeps events in memory, sends them later and loses those that
 * fail, and would send what waits there after a visitor withdrew their consent.
 */
export class PostHogDelivery extends PosthogAnalyticsService {
  constructor(...[dependencies, options]: ConstructorParameters<typeof PosthogAnalyticsService>) {
    super(dependencies, options)
    const { posthogEventsKey, posthogHost: host } = Options.parse(options)
    this.client_ = new PostHog(posthogEventsKey, {
      host,
      fetchRetryCount: 0,
      requestTimeout: TIMEOUT_MS,
      disableGeoip: true,
    })
  }

  override async track({ event, actor_id: actorId, properties }: ProviderTrackAnalyticsEventDTO): Promise<void> {
    const { event_id: uuid, occurred_at: occurredAt, ...rest } = Properties.parse(properties)
    await outsideService("posthog", () => true).call(() =>
      this.send({
        uuid,
        event,
        distinctId: actorId ?? uuid,
        timestamp: new Date(occurredAt),
        // No profiles of visitors.
        properties: { ...rest, $process_person_profile: false },
      })
    )
  }

  /** The client reports failures as events only. One during another call fails both; the second is sent again. */
  private async send(message: Parameters<PostHog["captureImmediate"]>[0]): Promise<void> {
    const failures: unknown[] = []
    const stop = this.client_.on("error", (error: unknown) => failures.push(error))
    try {
      await this.client_.captureImmediate(message)
    } finally {
      stop()
    }
    if (failures.length > 0) throw new Error("PostHog did not accept the event", { cause: failures[0] })
  }
}
