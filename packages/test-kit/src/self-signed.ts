import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto"

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, "").slice(2, 14)}Z`))
/** sha256WithRSAEncryption. */
const ALGORITHM = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05))
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"))

/** A certificate that signs itself, valid around now, as PEM, and its private key. */
export const selfSigned = (commonName: string): { pem: string; key: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))))
  const day = 86_400_000
  const certified = sequence(
    der(0x02, Buffer.from([1])),
    ALGORITHM,
    name,
    sequence(utcTime(new Date(Date.now() - day)), utcTime(new Date(Date.now() + 365 * day))),
    name,
    publicKey.export({ type: "spki", format: "der" })
  )
  const signature = createSign("RSA-SHA256").update(certified).sign(privateKey)
  const certificate = sequence(certified, ALGORITHM, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString("base64").replace(/.{64}/g, "$&\n")
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey }
}
