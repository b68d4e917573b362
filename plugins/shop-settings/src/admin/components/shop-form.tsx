import { FormFailure, GuardedForm, TextField, useActionForm, useMay } from "@atrium/admin-kit"
import { Button, Heading } from "@medusajs/ui"
import { type ReactNode, useRef } from "react"

import { ShopSettings, type ShopSettingsView } from "../../contracts/shop-settings"
import { useSaveShopSettings } from "../lib/shop"
import { AccentField } from "./accent-field"
import { LogoField } from "./logo-field"
import { SocialLinksField } from "./social-links-field"

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-4 px-6 py-4">
    <Heading level="h3">{title}</Heading>
    {children}
  </section>
)

/** The storefront's brand, home page and contact details. */
export const ShopForm = ({ settings }: { settings: ShopSettingsView }) => {
  const { version, updated_at: _updated, ...defaults } = settings
  // The version that the input is based on, not the newest one, so that a save never overwrites someone else's unseen.
  const base = useRef(version)
  const { mutateAsync } = useSaveShopSettings()
  const mayChange = useMay("shop-settings:write")
  const form = useActionForm({
    schema: ShopSettings,
    defaults,
    send: async (values) => {
      const { shop_settings: saved } = await mutateAsync({ ...values, version: base.current })
      base.current = saved.version
    },
    done: "Saved. The storefront shows it now.",
  })
  const { control } = form
  return (
    <GuardedForm form={form} readOnly={!mayChange} className="flex flex-col divide-y">
      <Group title="Brand">
        <TextField control={control} name="name" label="Name" hint="Leave blank to use the name of the store." />
        <LogoField control={control} />
        <AccentField control={control} />
        <TextField control={control} name="tagline" label="Tagline" hint="One line about the shop" />
        <TextField
          control={control}
          name="description"
          label="Description"
          multiline
          hint="For search engines and link previews, up to 200 characters"
        />
      </Group>
      <Group title="Home page">
        <TextField control={control} name="hero_title" label="Headline" hint="Leave blank to use the tagline." />
        <TextField control={control} name="hero_text" label="Text below the headline" multiline />
      </Group>
      <Group title="Contact">
        <TextField control={control} name="support_email" label="Support email" type="email" />
        <TextField
          control={control}
          name="support_phone"
          label="Support phone"
          type="tel"
          hint="With the country code, for example +91 98765 43210"
        />
        <SocialLinksField control={control} />
      </Group>
      <div className="flex flex-col gap-4 px-6 py-4">
        <FormFailure form={form} />
        {mayChange && (
          <Button type="submit" size="small" className="self-end" isLoading={form.formState.isSubmitting}>
            Save shop settings
          </Button>
        )}
      </div>
    </GuardedForm>
  )
}
