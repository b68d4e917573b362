"use client"

import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import { cn } from "./cn"

export type Tab = { id: string; label: ReactNode; panel: ReactNode }

/** Tabs that follow the ARIA pattern: the arrow keys, Home and End select a tab. */
export const Tabs = ({
  tabs,
  label,
  initial,
  onChange,
}: {
  tabs: readonly Tab[]
  label: string
  initial?: string
  onChange?: (id: string) => void
}) => {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const [selected, setSelected] = useState(initial ?? tabs[0]?.id)

  const select = (id: string) => {
    setSelected(id)
    onChange?.(id)
  }

  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    select(next.id)
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus()
  }

  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={move} className="flex border-b border-line">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-tab-${tab.id}`}
            data-tab={tab.id}
            aria-controls={`${base}-panel-${tab.id}`}
            aria-selected={tab.id === selected}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => select(tab.id)}
            className={cn(
              "-mb-px min-h-12 flex-1 border-b-2 px-3 transition-colors",
              tab.id === selected ? "border-accent font-medium text-ink" : "border-transparent text-ink-soft"
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${base}-panel-${tab.id}`}
          aria-labelledby={`${base}-tab-${tab.id}`}
          tabIndex={0}
          hidden={tab.id !== selected}
          className="pt-6"
        >
          {tab.panel}
        </div>
      ))}
    </div>
  )
}
