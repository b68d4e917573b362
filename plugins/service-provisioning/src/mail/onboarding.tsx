import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  defineMailTemplate,
  GETTING_STARTED,
  Heading,
  Layout,
  List,
  mailOf,
  Paragraph,
} from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import { z } from "zod"

import { SERVICE_REQUEST_STATUS_WORDS, type ServiceRequestStatus } from "../contracts/statuses"
import { trackingUrl } from "./order-confirmation"

export const OnboardingProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  services: z
    .array(
      z.strictObject({
        service: z.string(),
        tier: z.string(),
        next_step: z.string(),
        /** Tasks that are waiting for the customer. */
        tasks: z.array(z.string()),
        /** The service's page in the customer's account, or the tracking page of a guest. */
        url: z.url(),
      })
    )
    .min(1),
  /** Where a guest creates an account, in which the tasks can be done; null for a customer. */
  register_url: z.url().nullable(),
})
export type OnboardingProps = z.output<typeof OnboardingProps>

type ServiceOfOrder = OnboardingProps["services"][number]

const Service = ({ service, tier, next_step, tasks, url }: ServiceOfOrder) => (
  <>
    <Heading level={2}>
      {service} – {tier}
    </Heading>
    <Paragraph>{next_step}</Paragraph>
    {tasks.length > 0 ? (
      <>
        <Paragraph>
          {tasks.length === 1 ? "One task is waiting for you:" : "These tasks are waiting for you:"}
        </Paragraph>
        <List items={tasks} />
      </>
    ) : null}
    <Button href={url}>Open {service}</Button>
  </>
)

const Onboarding = (props: OnboardingProps & { locale: string }) => {
  const waiting = props.services.reduce((sum, { tasks }) => sum + tasks.length, 0)
  return (
    <Layout
      locale={props.locale}
      preview={
        waiting > 0
          ? `${waiting === 1 ? "One task is" : `${waiting} tasks are`} waiting for you`
          : "What we do now, and how you can follow it"
      }
      reason={`You're receiving this email because you placed order ${props.order_number}.`}
    >
      <Heading>What happens next</Heading>
      <Paragraph>
        Hello {props.customer_name}, here is what happens next with order {props.order_number}
        {waiting > 0 ? ", and what we need from you" : ""}.
      </Paragraph>
      {props.services.map((one) => (
        <Service key={one.url} {...one} />
      ))}
      {props.register_url ? (
        <>
          <Paragraph>
            Create an account with this email address to do your tasks online and find all your services in one place.
          </Paragraph>
          <Button href={props.register_url}>Create an account</Button>
        </>
      ) : null}
    </Layout>
  )
}

export const onboardingTemplate = defineMailTemplate<OnboardingProps>({
  name: "service-provisioning.onboarding",
  example: {
    customer_name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    services: [
      {
        service: "Company registration",
        tier: "Standard",
        next_step: "A specialist will contact you to go through what you need.",
        tasks: ["Answer the open questions", "Choose a company name"],
        url: "https://shop.example/account/requests/sreq_1",
      },
      {
        service: "Trademark search",
        tier: "Basic",
        next_step: "Your specialist reviews what you sent us and starts the work.",
        tasks: [],
        url: "https://shop.example/account/requests/sreq_2",
      },
    ],
    register_url: null,
  },
  props: OnboardingProps,
  category: GETTING_STARTED,
  subject: (props) => `What happens next with your order ${props.order_number}`,
  Body: Onboarding,
})

type Onboarded = {
  readonly order_id: string
  readonly reference: string
  readonly customer: { readonly name: string; readonly email: string }
  /** Whether the order belongs to no account. */
  readonly guest: boolean
  readonly requests: readonly {
    readonly id: string
    readonly reference_number: string
    readonly service_title: string
    readonly tier_title: string
    readonly status: ServiceRequestStatus
    readonly tasks: readonly string[]
  }[]
}

/** One email for each order. */
export const onboardingMail = ({ order_id, reference, customer, guest, requests }: Onboarded): MailToRequest => {
  const storefront = env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")
  return mailOf(onboardingTemplate, {
    event: `onboarding:${order_id}`,
    to: customer.email,
    props: {
      customer_name: customer.name,
      order_number: reference,
      services: requests.map((request) => ({
        service: request.service_title,
        tier: request.tier_title,
        next_step: SERVICE_REQUEST_STATUS_WORDS[request.status].next_step,
        tasks: [...request.tasks],
        url: guest ? `${trackingUrl()}/${request.reference_number}` : `${storefront}/account/requests/${request.id}`,
      })),
      register_url: guest ? `${storefront}/register` : null,
    },
  })
}
