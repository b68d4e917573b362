import type { EmailPreviewOut, EmailTemplateOut } from "@atrium/notifications/contracts"
import { mailTemplates } from "@atrium/notifications/extension-points"
import { ok, withShop } from "@atrium/test-kit"

withShop(({ api, mailbox }) => {
  // Other specs in this shop add templates of their own.
  const isOurs = ({ name }: { name: string }) => !name.startsWith("test.")
  const templates = async () =>
    ok(await api.admin.get<{ email_templates: EmailTemplateOut[] }>("/admin/email-templates")).email_templates.filter(
      isOurs
    )
  const preview = (name: string) => api.admin.get<{ email_template: EmailPreviewOut }>(`/admin/email-templates/${name}`)

  it("every email that the shop can send is listed and can be looked at, in the shop's brand, without sending it", async () => {
    const before = mailbox().mails().length
    const listed = await templates()
    expect(listed.map(({ name }) => name).sort()).toEqual(
      mailTemplates
        .all()
        .filter(isOurs)
        .map(({ name }) => name)
        .sort()
    )
    const { shop_settings } = ok(await api.admin.get<{ shop_settings: { name: string } }>("/admin/shop-settings"))
    for (const { name, subject, category } of listed) {
      const { email_template } = ok(await preview(name))
      expect(email_template).toMatchObject({ name, subject, category })
      expect(email_template.html).toContain(shop_settings.name)
      expect(email_template.text.length).toBeGreaterThan(60)
      expect([name, /unsubscribe\?token/.test(email_template.html)]).toEqual([name, category !== null])
      expect(email_template.html).not.toMatch(/undefined|\[object|NaN|Invalid/)
    }
    expect(mailbox().mails()).toHaveLength(before)
  })

  it("an unknown email is not found", async () => {
    expect((await preview("documents.nothing")).status).toBe(404)
    expect((await preview("__proto__")).status).toBe(404)
  })
})
