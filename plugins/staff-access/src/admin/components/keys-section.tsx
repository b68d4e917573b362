import { Empty, Section, useMay } from "@atrium/admin-kit"
import { StatusBadge, Text } from "@medusajs/ui"

import { useKeys, useRoles, useUpdateKey } from "../lib/staff"
import { RoleSelect } from "./role-select"

export const KeysSection = () => {
  const { data, error, refetch } = useKeys()
  const { data: roles } = useRoles()
  const { mutate: update, isPending } = useUpdateKey()
  const mayChange = useMay("api-keys:write")
  return (
    <Section
      title="Secret API keys"
      hint="A key has its creator's access unless you give it a role."
      error={error}
      onRetry={() => void refetch()}
    >
      {data?.keys.length === 0 && <Empty>No secret API keys yet. Create them in Settings.</Empty>}
      <ul className="divide-y">
        {data?.keys.map((key) => (
          <li key={key.id} className="flex flex-col gap-2 px-6 py-3 md:flex-row md:items-center md:justify-between">
            <div className="min-w-0">
              <div className="flex items-center gap-2">
                <Text size="small" weight="plus" className="truncate">
                  {key.title}
                </Text>
                {!key.active && <StatusBadge color="red">Inactive</StatusBadge>}
              </div>
              <Text size="small" className="text-ui-fg-subtle break-all">
                {[key.redacted, key.created_by ? `created by ${key.created_by}` : null].filter(Boolean).join(" · ")}
              </Text>
            </div>
            <div className="w-44">
              <RoleSelect
                label={`Role of ${key.title}`}
                roles={roles?.roles ?? []}
                value={key.role?.id ?? null}
                none="Creator's access"
                disabled={!mayChange || isPending}
                onChange={(role_id) => update({ id: key.id, role_id })}
              />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
