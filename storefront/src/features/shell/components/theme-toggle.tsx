import { MoonIcon, SunIcon } from "@/lib/ui/icons"

/** Switches between light and dark (`public/shop.js`). Until the visitor chooses, CSS follows the system setting. */
export const ThemeToggle = () => (
  <button
    type="button"
    data-theme-toggle=""
    aria-label="Switch between light and dark theme"
    className="grid size-10 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
  >
    <SunIcon className="theme-dark-only size-5" />
    <MoonIcon className="theme-light-only size-5" />
  </button>
)
