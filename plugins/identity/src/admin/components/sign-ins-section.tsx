import { ConfirmButton, formatMoment, Section } from "@atrium/admin-kit"
import { Badge, Text } from "@medusajs/ui"

import type { SignInOut } from "../../contracts/sign-ins"
import { signInAccount, signInDevice, timeAgo } from "../../domain/sign-in-words"
import { useEndOtherSignIns, useEndSignIn, useSignIns } from "../lib/sign-ins"

const SignIn = ({ signIn, showAccount }: { signIn: SignInOut; showAccount: boolean }) => {
  const { mutate: end, isPending } = useEndSignIn()
  const device = signInDevice(signIn)
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
      <div>
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" weight="plus">
            {device}
          </Text>
          {signIn.current && (
            <Badge size="2xsmall" color="green">
              This device
            </Badge>
          )}
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {showAccount && `${signInAccount(signIn)} · `}
          Last used{" "}
          <time dateTime={signIn.last_seen_at} title={formatMoment(signIn.last_seen_at)}>
            {timeAgo(signIn.last_seen_at, new Date())}
          </time>
          {" · "}
          Signed in <time dateTime={signIn.first_seen_at}>{formatMoment(signIn.first_seen_at)}</time>
        </Text>
      </div>
      {!signIn.current && (
        <ConfirmButton
          ask={{
            title: "Sign out this device?",
            description: `${device} will have to sign in again.`,
            confirmText: "Sign out",
          }}
          aria-label={`Sign out: ${device}`}
          isLoading={isPending}
          onConfirm={() => end(signIn.id)}
        >
          Sign out
        </ConfirmButton>
      )}
    </li>
  )
}

/** Where the user is signed in, with buttons to sign out one device or all others. */
export const SignInsSection = () => {
  const { data, error, refetch } = useSignIns()
  const { mutate: endOthers, isPending } = useEndOtherSignIns()
  const signIns = data?.sign_ins ?? []
  const accounts = new Set(signIns.map(({ account }) => account))
  return (
    <Section
      title="Where you're signed in"
      hint="If you don't recognize a device, sign it out, then change your password. A sign-in lasts one day."
      error={error}
      onRetry={() => void refetch()}
      action={
        signIns.some(({ current }) => !current) && (
          <ConfirmButton
            ask={{
              title: "Sign out all other devices?",
              description:
                "You'll stay signed in on this device. Every other device will have to sign in again, to all of your accounts.",
              confirmText: "Sign out all",
            }}
            isLoading={isPending}
            onConfirm={() => endOthers()}
          >
            Sign out all other devices
          </ConfirmButton>
        )
      }
    >
      <ul className="divide-y">
        {signIns.map((signIn) => (
          <SignIn key={signIn.id} signIn={signIn} showAccount={accounts.size > 1} />
        ))}
      </ul>
    </Section>
  )
}
