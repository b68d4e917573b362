import { type FieldOf, FieldFrame, useField } from "@atrium/admin-kit"
import { Input, Select } from "@medusajs/ui"
import { useState } from "react"

import { useProducts } from "../lib/programmes"

type Props<V extends Record<string, unknown>, O> = FieldOf<V, O> & {
  /** Services that already have a rule. */
  taken: readonly string[]
}

/** A service, found by name. */
export const ServiceChoice = <V extends Record<string, unknown>, O>({ control, name, taken }: Props<V, O>) => {
  const [q, setQ] = useState("")
  const { data } = useProducts(q)
  const { value, change, ref, error } = useField({ control, name })
  const products = (data?.products ?? []).filter(({ id }) => !taken.includes(id))
  return (
    <FieldFrame label="Service" error={error}>
      {(attributes) => (
        <>
          <Input
            type="search"
            aria-label="Search services"
            placeholder="Search by name"
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
          <Select value={typeof value === "string" ? value : ""} onValueChange={change}>
            <Select.Trigger {...attributes} ref={ref}>
              <Select.Value placeholder="Choose" />
            </Select.Trigger>
            <Select.Content>
              {products.map(({ id, title }) => (
                <Select.Item key={id} value={id}>
                  {title}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </>
      )}
    </FieldFrame>
  )
}
