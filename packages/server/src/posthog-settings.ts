import { z } from "zod"

const HOST = "https://eu.i.posthog.com"

/** From PostHog's project settings. If the key is empty, no analytics event leaves the shop. */
export const posthogVariables = {
  POSTHOG_API_KEY: z
    .string()
    .regex(/^phc_\w{8,100}$/, "must be the project's API key: phc_…")
    .optional(),
  POSTHOG_HOST: z.url({ error: "must be a URL" }).optional(),
}

type PostHogVariables = { [Name in keyof typeof posthogVariables]?: string | undefined }

export type PostHogSettings = {
  apiKey: string
  /** URL of PostHog's cloud or of an own installation. */
  host: string
}

/** The PostHog project, or null when none is configured. Problems are one sentence per variable. */
export const posthogSettings = (
  { POSTHOG_API_KEY: apiKey, POSTHOG_HOST: host = HOST }: PostHogVariables,
  production: boolean
): { settings: PostHogSettings | null; problems: string[] } => {
  if (!apiKey) return { settings: null, problems: [] }
  const isOpen = production && !host.startsWith("https://")
  return {
    settings: { apiKey, host },
    problems: isOpen ? ["POSTHOG_HOST must be https in production: what visitors do is sent there"] : [],
  }
}
