import type { ReactNode } from "react"

export type Tab = { id: string; label: ReactNode; panel: ReactNode }

/** Tabs that follow the ARIA pattern, controlled by `public/shop.js`. `id` must be unique on the page. */
export const Tabs = ({ id: base, tabs, label }: { id: string; tabs: readonly Tab[]; label: string }) => (
  <div data-tabs="">
    <div role="tablist" aria-label={label} className="flex border-b border-line">
      {tabs.map((tab, index) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${base}-tab-${tab.id}`}
          aria-controls={`${base}-panel-${tab.id}`}
          aria-selected={index === 0}
          tabIndex={index === 0 ? 0 : -1}
          className={
            "-mb-px min-h-12 flex-1 border-b-2 border-transparent px-3 text-ink-soft transition-colors hover:text-ink " +
            "aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
          }
        >
          {tab.label}
        </button>
      ))}
    </div>
    {tabs.map((tab, index) => (
      <div
        key={tab.id}
        role="tabpanel"
        id={`${base}-panel-${tab.id}`}
        aria-labelledby={`${base}-tab-${tab.id}`}
        tabIndex={0}
        hidden={index > 0}
        className="pt-6"
      >
        {tab.panel}
      </div>
    ))}
  </div>
)
