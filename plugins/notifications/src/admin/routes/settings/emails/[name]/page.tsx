import { PageStatus, Section } from "@atrium/admin-kit"
import { Tabs, Text } from "@medusajs/ui"
import { type UIMatch, useParams } from "react-router-dom"

import { useEmailPreview } from "../../../../lib/email-templates"

/** The email in a frame of its own: its styles stay inside, and its links and scripts do nothing. */
const Frame = ({ html, title, width }: { html: string; title: string; width?: number }) => (
  <iframe
    className="mx-auto block h-[720px] w-full rounded-lg border bg-white"
    style={{ maxWidth: width }}
    title={title}
    sandbox=""
    srcDoc={html}
  />
)

const EmailPreviewPage = () => {
  const { name = "" } = useParams()
  const loading = useEmailPreview(name)
  const email = loading.data?.email_template
  if (!email) return <PageStatus what="This email" loading={loading} />
  return (
    <Section title={email.subject} hint="An example. Links lead nowhere here.">
      <Tabs defaultValue="desktop" className="px-6 py-4">
        <Tabs.List>
          <Tabs.Trigger value="desktop">Desktop</Tabs.Trigger>
          <Tabs.Trigger value="phone">Phone</Tabs.Trigger>
          <Tabs.Trigger value="text">Text</Tabs.Trigger>
        </Tabs.List>
        <div className="pt-4">
          <Tabs.Content value="desktop">
            <Frame html={email.html} title={`${email.subject}, on a desktop`} />
          </Tabs.Content>
          <Tabs.Content value="phone">
            <Frame html={email.html} title={`${email.subject}, on a phone`} width={390} />
          </Tabs.Content>
          <Tabs.Content value="text">
            <Text as="div" size="small" className="whitespace-pre-wrap break-words font-mono">
              {email.text}
            </Text>
          </Tabs.Content>
        </div>
      </Tabs>
    </Section>
  )
}

const Breadcrumb = ({ name }: { name: string }) => useEmailPreview(name).data?.email_template.subject ?? "Email"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb name={params["name"] ?? ""} />,
  seo: () => ({ title: "Email" }),
}

export default EmailPreviewPage
