import { encryptedTable, openColumn, openedRow, sealColumns } from "@atrium/server"
import type { z } from "zod"

import { toStorableJson } from "../domain/storable-json"

/** What an email says is encrypted: names, phone numbers, answers, links. */
export const encryptedMessages = encryptedTable({ table: "message", columns: { props: "json" } })

/** The props of a new message as a JSON value for its column. */
export const sealProps = (id: string, props: unknown): unknown => {
  const storable: unknown = JSON.parse(toStorableJson(props))
  const { props: sealed } = sealColumns(encryptedMessages, id, { props: storable })
  const value: unknown = JSON.parse(sealed ?? "{}")
  return value
}

/** Decrypts the props of rows with their `id`. */
export const withProps = <S extends z.ZodType>(schema: S, props = "props") =>
  openedRow(encryptedMessages, schema, { columns: { props } })

/** The props of a message as they are stored, decrypted. */
export const openProps = (id: string, stored: unknown): unknown =>
  openColumn(encryptedMessages, { column: "props", id }, stored)
