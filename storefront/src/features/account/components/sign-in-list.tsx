import { signInAccount, signInDevice, type SignInOut, timeAgo } from "@atrium/identity/contracts"

import type { FormAction } from "@/features/auth/components/form-shell"
import type { FormState } from "@/features/auth/form-state"
import { Alert, Badge } from "@/lib/ui"
import { LocalTime } from "@/lib/ui/local-time"

import { AccountAction } from "./account-action"

const ENDED: Readonly<Record<string, string>> = {
  "sign-in": "That device is signed out",
  "sign-ins": "All other devices are signed out",
}

/** Where the person is signed in, with buttons to sign out one of them or all others. Works without JavaScript. */
export const SignInList = ({
  signIns,
  locale,
  changed,
  endOne,
  endOthers,
}: {
  signIns: readonly SignInOut[]
  locale: string
  /** What was just done, from the page's URL. */
  changed: string | string[] | undefined
  endOne: (id: string, state: FormState, form: FormData) => Promise<FormState>
  endOthers: FormAction
}) => {
  const now = new Date()
  const accounts = new Set(signIns.map(({ account }) => account))
  const ended = typeof changed === "string" ? ENDED[changed] : undefined
  return (
    <section aria-labelledby="sign-ins" className="grid gap-5">
      <h2 id="sign-ins" className="scroll-mt-8 text-2xl">
        Where you're signed in
      </h2>
      {ended ? <Alert tone="accent" title={ended} /> : null}
      <p className="text-ink-soft">
        If you don't recognize a device, sign it out, then change your password. A sign-in lasts one day.
      </p>
      <ul aria-labelledby="sign-ins" className="divide-y divide-line border-y border-line">
        {signIns.map((signIn) => (
          <li key={signIn.id} className="flex flex-wrap items-center justify-between gap-3 py-4">
            <div className="grid gap-1">
              <p className="flex flex-wrap items-center gap-3 font-medium">
                {signInDevice(signIn)}
                {signIn.current ? <Badge tone="accent">This device</Badge> : null}
              </p>
              {accounts.size > 1 ? <p className="text-sm text-ink-soft">{signInAccount(signIn)}</p> : null}
              <p className="text-sm text-ink-soft">
                Last used {timeAgo(signIn.last_seen_at, now)}
                {" · "}
                <LocalTime at={signIn.last_seen_at} locale={locale} format="dateTime" />
              </p>
              <p className="text-sm text-ink-soft">
                Signed in <LocalTime at={signIn.first_seen_at} locale={locale} format="dateTime" />
              </p>
            </div>
            {signIn.current ? null : (
              <AccountAction action={endOne.bind(null, signIn.id)} label="Sign out" about={signInDevice(signIn)} />
            )}
          </li>
        ))}
      </ul>
      {signIns.some(({ current }) => !current) ? (
        <details>
          <summary className="inline-flex min-h-10 cursor-pointer items-center underline underline-offset-4">
            Sign out all other devices
          </summary>
          <div className="mt-3 grid justify-items-start gap-4 rounded-md bg-sunken p-5">
            <p>You'll stay signed in on this device. Every other device will have to sign in again.</p>
            <AccountAction action={endOthers} label="Sign them all out" />
          </div>
        </details>
      ) : null}
    </section>
  )
}
