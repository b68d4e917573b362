import { PageStatus, Section } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Badge, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { useEmailTemplates } from "../../../lib/email-templates"

const EmailTemplatesPage = () => {
  const loading = useEmailTemplates()
  const templates = loading.data?.email_templates
  if (!templates) return <PageStatus what="Emails" loading={loading} />
  return (
    <Section title="Emails" hint="How the emails that the shop sends look, in its name, logo and colors.">
      <div className="overflow-x-auto">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>Subject</Table.HeaderCell>
              <Table.HeaderCell>Kind</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {templates.map(({ name, subject, category }) => (
              <Table.Row key={name}>
                <Table.Cell className="py-2">
                  <Link className="text-ui-fg-interactive" to={`/settings/emails/${encodeURIComponent(name)}`}>
                    {subject}
                  </Link>
                  <Text size="xsmall" leading="compact" className="text-ui-fg-muted font-mono">
                    {name}
                  </Text>
                </Table.Cell>
                <Table.Cell className="whitespace-nowrap">
                  {category ? <Badge size="2xsmall">{category}</Badge> : "Always sent"}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Section>
  )
}

export const config = defineRouteConfig({ label: "Emails" })

export const handle = { breadcrumb: () => "Emails" }

export default EmailTemplatesPage
