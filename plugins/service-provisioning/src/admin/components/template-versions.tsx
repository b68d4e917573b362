import { Badge, Button, Text, toast } from "@medusajs/ui"

import type { ServiceTemplateOut } from "../../contracts/templates"
import { formatMoment } from "../lib/format"
import { messageOf } from "../lib/sdk"
import { usePublishVersion, useTemplateVersions } from "../lib/service-templates"
import { IfMay } from "./if-may"

/** Every version; any of them can be sold from now on. */
export const TemplateVersions = ({ template }: { template: ServiceTemplateOut }) => {
  const { data } = useTemplateVersions(template.id)
  const { mutateAsync, isPending } = usePublishVersion()
  const publish = async (number: number) => {
    try {
      await mutateAsync({ template, number })
      toast.success(`Version ${number} is sold from now on`)
    } catch (error) {
      toast.error("It was not published", { description: messageOf(error) })
    }
  }
  return (
    <ul className="divide-y">
      {(data?.versions ?? []).map((version) => (
        <li key={version.id} className="flex items-center justify-between px-6 py-2">
          <Text size="small" leading="compact">
            Version {version.number} · {formatMoment(version.created_at)}
          </Text>
          {version.current ? (
            <Badge size="2xsmall" color="green">
              Sold
            </Badge>
          ) : (
            <IfMay permission="service-templates:write">
              <Button
                size="small"
                variant="transparent"
                disabled={isPending}
                onClick={() => void publish(version.number)}
              >
                Publish
              </Button>
            </IfMay>
          )}
        </li>
      ))}
    </ul>
  )
}
