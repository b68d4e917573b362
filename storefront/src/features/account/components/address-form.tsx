"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Input, Select } from "@/lib/ui"

import { saveAddress } from "../actions"
import type { AddressView, Country } from "../queries"

const FIELDS = [
  { name: "company", label: "Company", autoComplete: "organization", optional: true },
  { name: "address_1", label: "Street and house number", autoComplete: "address-line1" },
  { name: "address_2", label: "Apartment, floor, landmark", autoComplete: "address-line2", optional: true },
  { name: "postal_code", label: "Postal code", autoComplete: "postal-code", optional: true },
  { name: "city", label: "City", autoComplete: "address-level2" },
  { name: "province", label: "State or province", autoComplete: "address-level1", optional: true },
] as const

/** Adds an address, or changes an existing one. */
export const AddressForm = ({
  address,
  countries,
  fullName,
}: {
  address?: AddressView
  countries: readonly Country[]
  fullName: string
}) => (
  <FormShell
    action={saveAddress.bind(null, address?.id ?? null)}
    label="Address"
    submit={address ? "Save address" : "Add address"}
    busy="Saving…"
  >
    {({ errors, values }) => (
      <>
        <Input
          id="full_name"
          name="full_name"
          autoComplete="name"
          label="Full name"
          maxLength={200}
          defaultValue={values.full_name ?? fullName}
          error={errors.full_name}
          required
        />
        {FIELDS.map(({ name, ...field }) => (
          <Input
            key={name}
            id={name}
            name={name}
            maxLength={200}
            defaultValue={values[name] ?? address?.[name] ?? ""}
            error={errors[name]}
            required={!("optional" in field)}
            {...field}
          />
        ))}
        <Select
          id="country_code"
          name="country_code"
          autoComplete="country"
          label="Country"
          defaultValue={
            values.country_code ?? address?.country_code ?? (countries.length === 1 ? countries[0]?.code : "")
          }
          error={errors.country_code}
          required
        >
          <option value="">Choose a country</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Input
          id="phone"
          name="phone"
          type="tel"
          autoComplete="tel"
          label="Phone"
          optional
          hint="With the country code, for example +91 98765 43210."
          maxLength={40}
          defaultValue={values.phone ?? address?.phone ?? ""}
          error={errors.phone}
        />
        {address?.is_default_shipping ? null : (
          <label className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name="is_default" value="yes" defaultChecked={values.is_default === "yes"} />
            Use this address by default at checkout
          </label>
        )}
      </>
    )}
  </FormShell>
)
