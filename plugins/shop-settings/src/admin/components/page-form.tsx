import {
  ConfirmButton,
  Fact,
  formatMoment,
  FormFailure,
  GuardedForm,
  NumberField,
  Section,
  TextField,
  TwoColumns,
  useActionForm,
  useMay,
} from "@atrium/admin-kit"
import { Alert, Button } from "@medusajs/ui"
import { type ReactNode, useRef } from "react"

import { BINDING_PAGES, CreateShopPage, type ShopPageView } from "../../contracts/shop-pages"
import { MarkdownField } from "./markdown-field"
import { PublishedBadge } from "./published-badge"

type Props = {
  /** Undefined for a new page. */
  page: ShopPageView | undefined
  /** Order of a new page's link. */
  position?: number
  /** Saves the page as the version after `version`, which is 0 for a new page. Returns the saved page. */
  save: (page: CreateShopPage, version: number) => Promise<ShopPageView>
  onSaved?: () => void
  /** Buttons for a page that exists. */
  children?: ReactNode
}

/** What publishing a text means that customers rely on. */
const BindingNotice = ({ page }: { page: ShopPageView }) => (
  <Alert variant="warning">
    <div className="flex flex-col items-start gap-2">
      <span>
        {`Customers rely on this text. Publishing replaces version ${page.version} for everyone and changes the date that the page shows. Earlier versions aren't kept here, so download this one for your records first.`}
      </span>
      <a
        className="text-ui-fg-interactive"
        download={`${page.slug}-version-${page.version}.md`}
        href={`data:text/markdown;charset=utf-8,${encodeURIComponent(page.body)}`}
      >
        {`Download version ${page.version}`}
      </a>
    </div>
  </Alert>
)

/** Edits a page. A saved page that is published is on the storefront at once. */
export const PageForm = ({ page, position = 0, save, onSaved, children }: Props) => {
  // The version that the input is based on, not the newest one, so that a save never overwrites someone else's unseen.
  const base = useRef(page?.version ?? 0)
  const publish = useRef(false)
  const mayChange = useMay("shop-pages:write")
  const form = useActionForm({
    schema: CreateShopPage,
    defaults: {
      slug: page?.slug ?? "",
      title: page?.title ?? "",
      body: page?.body ?? "",
      published: page?.published ?? false,
      position: page?.position ?? position,
    },
    send: async (values) => {
      const saved = await save({ ...values, published: publish.current }, base.current)
      base.current = saved.version
    },
    done: () =>
      publish.current ? "Published. The storefront shows it now." : "Saved as a draft. The storefront doesn't show it.",
    ...(onSaved ? { onDone: onSaved } : {}),
  })
  const { control, formState } = form
  const submit = (published: boolean) => {
    publish.current = published
    void form.submit()
  }
  const isPublished = page?.published === true
  const isBinding = page !== undefined && isPublished && BINDING_PAGES.includes(page.slug)
  return (
    <GuardedForm form={form} readOnly={!mayChange} className="block">
      <TwoColumns
        main={
          <Section title={page ? page.title : "New page"} hint="Published pages are linked in the storefront's footer.">
            <div className="flex flex-col gap-4 px-6 py-4">
              {isBinding && mayChange && <BindingNotice page={page} />}
              <TextField control={control} name="title" label="Title" />
              <TextField
                control={control}
                name="slug"
                label="Address"
                hint="Last part of the page's address: /pages/refund-policy. Links to an old address stop working."
              />
              <NumberField control={control} name="position" label="Position" hint="Order of the links, lowest first" />
              <MarkdownField control={control} />
              <FormFailure form={form} />
            </div>
          </Section>
        }
        side={
          <Section title="Publication">
            <Fact label="Status">
              <PublishedBadge published={isPublished} />
            </Fact>
            {page && <Fact label="Version">{page.version}</Fact>}
            {page && <Fact label="Updated">{formatMoment(page.updated_at)}</Fact>}
            {mayChange && (
              <div className="flex flex-wrap gap-2 px-6 py-4">
                <Button type="button" size="small" isLoading={formState.isSubmitting} onClick={() => submit(true)}>
                  {isPublished ? `Publish version ${page.version + 1}` : "Publish"}
                </Button>
                {isPublished ? (
                  <ConfirmButton
                    type="button"
                    ask={{
                      title: `Unpublish ${page.title}?`,
                      description:
                        "The storefront stops showing the page, and links to it stop working. The text is kept as a draft.",
                      confirmText: "Unpublish",
                    }}
                    onConfirm={() => submit(false)}
                  >
                    Unpublish
                  </ConfirmButton>
                ) : (
                  <Button
                    type="button"
                    size="small"
                    variant="secondary"
                    isLoading={formState.isSubmitting}
                    onClick={() => submit(false)}
                  >
                    Save draft
                  </Button>
                )}
                {children}
              </div>
            )}
          </Section>
        }
      />
    </GuardedForm>
  )
}
