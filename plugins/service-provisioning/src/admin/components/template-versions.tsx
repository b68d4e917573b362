import { ConfirmButton, formatMoment, IfMay, LoadFailure } from "@atrium/admin-kit"
import { Badge, Text } from "@medusajs/ui"

import type { ServiceTemplateOut } from "../../contracts/templates"
import { usePublishVersion, useTemplateVersions } from "../lib/service-templates"

/** All versions. Any of them can be published. */
export const TemplateVersions = ({ template }: { template: ServiceTemplateOut }) => {
  const { data, error, refetch } = useTemplateVersions(template.id)
  const { mutate, isPending } = usePublishVersion(template)
  if (error) return <LoadFailure what="The versions" error={error} onRetry={() => void refetch()} />
  return (
    <ul className="divide-y">
      {data?.versions.map((version) => (
        <li key={version.id} className="flex items-center justify-between px-6 py-2">
          <Text size="small" leading="compact">
            Version {version.number} · {formatMoment(version.created_at)}
          </Text>
          {version.current ? (
            <Badge size="2xsmall" color="green">
              On sale
            </Badge>
          ) : (
            <IfMay permission="service-templates:write">
              <ConfirmButton
                variant="transparent"
                ask={{
                  title: `Publish version ${version.number}?`,
                  description: "New purchases use this version. Earlier purchases keep theirs.",
                  confirmText: "Publish",
                  variant: "confirmation",
                }}
                disabled={isPending}
                onConfirm={() => mutate(version.number)}
              >
                Publish
              </ConfirmButton>
            </IfMay>
          )}
        </li>
      ))}
    </ul>
  )
}
