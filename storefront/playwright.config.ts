import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"

// A Chromium that is there already; no browser is downloaded.
const chromium = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path)
)

/** Journeys through a running shop: `ATRIUM_STOREFRONT_URL` says where it is (default http://localhost:8000). */
export default defineConfig({
  testDir: "./e2e",
  globalSetup: "./e2e/make-room.ts",
  outputDir: "./test-results",
  fullyParallel: false,
  workers: Number(process.env.ATRIUM_E2E_WORKERS ?? 2),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.ATRIUM_STOREFRONT_URL ?? "http://localhost:8000",
    locale: "en-IN",
    timezoneId: "UTC",
    // Traces cost more than a quarter of the time: `--trace on` makes them where they are needed.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-background-networking"],
    },
  },
  projects: [
    { name: "desktop", use: { browserName: "chromium", viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      // Medusa's Admin is a desk's tool, and the journey through the whole shop brings its own devices.
      testIgnore: /(admin|whole-shop)\.spec/,
      use: { browserName: "chromium", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
})
