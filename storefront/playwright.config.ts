import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"

// Uses an installed Chromium instead of downloading a browser.
const chromium = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find((path) => path !== undefined && existsSync(path))

const DESKTOP = { browserName: "chromium", viewport: { width: 1280, height: 800 } } as const
const PHONE = {
  browserName: "chromium",
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const

/** Providers work on their phones, and most shoppers pay on theirs. */
const ON_PHONES_FIRST = /(provider|cart|purchase)\.spec/
const PAYING = /(cart|purchase)\.spec/
/** Tagged tests check what doesn't depend on the size of the screen. */
const ONCE = /@once/

/** Browser tests against a running shop at `ATRIUM_STOREFRONT_URL` (default: http://localhost:8000). */
export default defineConfig({
  testDir: "./e2e",
  globalSetup: "./e2e/global-setup.ts",
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
    // Traces make the tests more than a quarter slower. Use `--trace on` when you need them.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      // Without a graphics card, emulating one would take more processor time than drawing without it.
      args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
    },
  },
  projects: [
    {
      name: "desktop",
      testIgnore: ON_PHONES_FIRST,
      use: DESKTOP,
    },
    {
      name: "desktop, once",
      testMatch: PAYING,
      grep: ONCE,
      use: DESKTOP,
    },
    {
      name: "phone",
      testMatch: ON_PHONES_FIRST,
      grepInvert: ONCE,
      use: PHONE,
    },
    // `npm run test:faults` repeats at the other size what `npm test` has shown to work at one.
    {
      name: "desktop, paying",
      testMatch: PAYING,
      grepInvert: ONCE,
      use: DESKTOP,
    },
    {
      name: "phone, all pages",
      // Medusa Admin is made for desktops, and the whole-shop test sets its own devices.
      testIgnore: [ON_PHONES_FIRST, /(admin|whole-shop)\.spec/],
      grepInvert: ONCE,
      use: PHONE,
    },
  ],
})
