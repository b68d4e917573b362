import { posthogSettings } from "./posthog-settings"

describe("PostHog's settings", () => {
  const key = { POSTHOG_API_KEY: "phc_0123456789" }

  it("are absent without a key, whatever else is set", () => {
    expect(posthogSettings({}, true)).toEqual({ settings: null, problems: [] })
    expect(posthogSettings({ POSTHOG_HOST: "http://localhost" }, true)).toEqual({ settings: null, problems: [] })
  })

  it("use PostHog's cloud in the EU unless another host is set", () => {
    expect(posthogSettings(key, true).settings?.host).toBe("https://eu.i.posthog.com")
    expect(posthogSettings({ ...key, POSTHOG_HOST: "https://ph.example.com" }, true).settings?.host).toBe(
      "https://ph.example.com"
    )
  })

  it("refuse an open connection in production", () => {
    const open = { ...key, POSTHOG_HOST: "http://ph.example.com" }
    expect(posthogSettings(open, true).problems).toHaveLength(1)
    expect(posthogSettings(open, false).problems).toEqual([])
  })
})
