import { Copyable, Fact, formatMoment, formatShare, IfMay, NONE, Section } from "@atrium/admin-kit"
import { Alert, Button, StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { GatewayTestView, GatewayView } from "../../contracts/gateways"
import { breakerOf, eventsOf, regionsOf, useMakeDefault, useTestGateway } from "../lib/gateways"

/** What the gateway answered, and what to do next. */
const TestResult = ({ test }: { test: GatewayTestView }) => (
  <div className="px-6 py-4" role="status">
    <Alert variant={test.result === "ok" ? "success" : test.result === "not_configured" ? "info" : "error"}>
      {[test.message, test.suggested_action].filter((text) => text !== "").join(" ")}
    </Alert>
  </div>
)

const Mode = ({ gateway }: { gateway: GatewayView }) =>
  gateway.mode === "live" ? (
    <StatusBadge color="green">Live</StatusBadge>
  ) : (
    <StatusBadge color="orange">Test</StatusBadge>
  )

/** A button for each region that offers the gateway and has another default. */
const MakeDefault = ({ gateway }: { gateway: GatewayView }) => {
  const change = useMakeDefault(gateway.id)
  return gateway.regions
    .filter(({ is_default: isDefault }) => !isDefault)
    .map(({ id, name }) => (
      <Button
        key={id}
        size="small"
        variant="transparent"
        disabled={change.isPending}
        aria-label={`Make ${gateway.label} the default in ${name}`}
        onClick={() => change.mutate(id)}
      >
        Make default in {name}
      </Button>
    ))
}

const Regions = ({ gateway }: { gateway: GatewayView }) =>
  gateway.regions.length > 0 ? (
    <div className="flex flex-wrap items-center gap-x-2">
      <span>{regionsOf(gateway)}</span>
      <IfMay permission="gateways:write">
        <MakeDefault gateway={gateway} />
      </IfMay>
    </div>
  ) : (
    <>
      No region offers it.{" "}
      <Link className="text-ui-fg-interactive" to="/settings/regions">
        Choose a region
      </Link>
    </>
  )

/** One payment gateway: its state, its regions and its events. */
export const GatewaySection = ({ gateway }: { gateway: GatewayView }) => {
  const test = useTestGateway(gateway.id)
  const hasEvents = eventsOf(gateway) !== ""
  return (
    <Section
      title={gateway.label}
      hint={gateway.configured ? gateway.provider_id : "Not configured"}
      action={
        gateway.testable && (
          <IfMay permission="gateways:write">
            <Button
              size="small"
              variant="secondary"
              isLoading={test.isPending}
              aria-label={`Test ${gateway.label}`}
              onClick={() => test.mutate()}
            >
              Test connection
            </Button>
          </IfMay>
        )
      }
    >
      {test.data && <TestResult test={test.data.gateway_test} />}
      {gateway.configured ? (
        <>
          <Fact label="Mode">
            <Mode gateway={gateway} />
          </Fact>
          <Fact label="Regions">
            <Regions gateway={gateway} />
          </Fact>
          {gateway.currencies && (
            <Fact label="Currencies">{gateway.currencies.map((code) => code.toUpperCase()).join(", ")}</Fact>
          )}
          {gateway.breaker && <Fact label="Connection">{breakerOf(gateway)}</Fact>}
          <Fact label="Webhook">
            <Copyable text={`${window.location.origin}${gateway.webhook_path}`} />
          </Fact>
        </>
      ) : (
        <Fact label="Settings to configure it">{gateway.settings.length > 0 ? gateway.settings.join("\n") : NONE}</Fact>
      )}
      {(gateway.configured || hasEvents) && (
        <>
          <Fact label="Last event">{formatMoment(gateway.last_event_at)}</Fact>
          <Fact label="Events">{hasEvents ? eventsOf(gateway) : "None yet"}</Fact>
          <Fact label="Failure rate">{formatShare(gateway.failure_rate)}</Fact>
        </>
      )}
    </Section>
  )
}
