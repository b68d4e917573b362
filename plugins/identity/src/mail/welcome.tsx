import {
  Button,
  defineMailTemplate,
  GETTING_STARTED,
  Heading,
  Layout,
  List,
  Paragraph,
  useMailBrand,
} from "@atrium/notifications/mail"
import { z } from "zod"

const Props = z.strictObject({ account: z.url() })
type Props = z.infer<typeof Props>

const Welcome = ({ account, locale }: Props & { locale: string }) => {
  const { name } = useMailBrand()
  return (
    <Layout
      locale={locale}
      preview="Your account is ready."
      reason={`You're receiving this email because you created an account at ${name}.`}
    >
      <Heading>Welcome to {name}</Heading>
      <Paragraph>Your account is ready. Here is what you can do there:</Paragraph>
      <List
        items={[
          "Follow the services you buy: what is done, and what happens next.",
          "Answer our questions, and complete the tasks that are waiting for you.",
          "Find your orders, receipts and tax invoices.",
        ]}
      />
      <Button href={account}>Open your account</Button>
    </Layout>
  )
}

/** Sent to customers once, after they have created their account. Contains no user input. */
export const welcome = defineMailTemplate<Props>({
  name: "identity.welcome",
  example: { account: "https://shop.example/account" },
  props: Props,
  category: GETTING_STARTED,
  subject: (_props, _locale, { name }) => `Welcome to ${name}`,
  Body: Welcome,
})
